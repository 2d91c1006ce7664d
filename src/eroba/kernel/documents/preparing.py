"""What is done before an action, because it takes time: checking a file, drawing and sealing a letter.

Neither writes a row. Bytes are put on the shelf here already, so that no transaction waits for the disk;
bytes whose action fails are found by no one and do no harm.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.documents.actions import renew_seal
from eroba.kernel.documents.codes import new_code
from eroba.kernel.documents.letterhead import letter_head, town_hall_name
from eroba.kernel.documents.letters import DrawnLetter, LetterText, draw_letter, preview_letter
from eroba.kernel.documents.queries import current_seal
from eroba.kernel.documents.seal import Seal
from eroba.kernel.documents.storage import town_store
from eroba.kernel.documents.uploads import AcceptedUpload, UploadRefused, check_size, check_upload
from eroba.kernel.documents.words import outcome_word
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.assets.paths import LETTER_FONTS


def receive_upload(file: File, name: str = "") -> AcceptedUpload:
    """Check a file that somebody sends and put its bytes on the shelf; raises UploadRefused with the reason."""
    check_size(file.size or 0, settings.LARGEST_UPLOAD_BYTES)
    upload = check_upload(file.read(), name or file.name or "", settings.LARGEST_UPLOAD_BYTES)
    try:
        town_store().keep(upload.content)
    except OSError as error:  # a full disk, or an object store that is silent
        raise UploadRefused(
            "shelf-silent",
            _(
                "The file cannot be stored at the moment. It was not kept; everything you typed was. "
                "Send the file again in a few minutes."
            ),
        ) from error
    return replace(upload, is_shelved=True)


def letter_text(
    *,
    language: str,
    kind: str,
    outcome: str,
    number: str,
    title: str,
    addressee_lines: tuple[str, ...],
    body_html: str,
    signatory_name: str,
    signatory_post: str,
) -> LetterText:
    """Put together what a letter of the town worked for now says, dated today."""
    with override(language):
        label = outcome_word(outcome)
    return LetterText(
        head=letter_head(current_municipality(), language),
        language=language,
        kind=kind,
        outcome=outcome,
        number=number,
        issued_on=today(),
        title=title,
        addressee_lines=addressee_lines,
        body_html=body_html,
        signatory_name=signatory_name,
        signatory_post=signatory_post,
        outcome_label=label,
        is_information_copy=language != "ka",
    )


def prepare_letter(text: LetterText) -> DrawnLetter:
    """Draw and seal a letter, ready for `issue_letter`; a town without a seal gets its first one here."""
    drawn = draw_letter(text, new_code(), town_seal(), check_address(), font_folder())
    town_store().keep(drawn.pdf)
    return replace(drawn, is_shelved=True)


def preview(text: LetterText) -> bytes:
    """Draw a letter as it would be sent, marked as a draft, without code and seal."""
    return preview_letter(text, font_folder())


def town_seal() -> Seal:
    """Give the town's seal; the platform makes one when there is none or the last one has run out."""
    seal = current_seal()
    if seal is not None:
        return seal
    with suppress(IntegrityError):  # somebody else made it in the same moment
        renew_seal(system_actor("seal"), town_name=town_hall_name(current_municipality(), "ka"))
    made = current_seal()
    if made is None:
        raise LookupError("the municipality has no seal")
    return made


def check_address() -> str:
    """The public page where codes are checked, ending in a slash."""
    return f"{settings.SITE_ADDRESS}/verify/"


def font_folder() -> Path | None:
    """The letter fonts the front end has built; without them letters use the fonts of the machine."""
    return LETTER_FONTS if LETTER_FONTS.is_dir() else None
