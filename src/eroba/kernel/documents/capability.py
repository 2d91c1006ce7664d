"""What the documents room adds to the platform: its facts and the public check of letters."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.documents.facts import LetterIssued, LetterWithdrawn, PaperRedacted, PaperReplaced
from eroba.kernel.documents.holdings import files_of, holdings_about, salts_of
from eroba.kernel.documents.tasks import on_person_erased
from eroba.kernel.documents.upkeep import sweep_shelf
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="documents",
    title=_("Documents"),
    summary=_("Files, letters, the municipality's seal, and how anybody checks a letter."),
    facts=(LetterIssued, LetterWithdrawn, PaperReplaced, PaperRedacted),
    menu=(MenuEntry(title=_("Check a letter"), route="documents:check", place="footer", needs_town=False),),
    routes=(
        ("bare", "verify/", "eroba.kernel.documents.urls.verify"),
        ("town", "desk/papers/", "eroba.kernel.documents.urls.desk"),
    ),
    listens={"person.erased": (on_person_erased,)},
    sweeps=(sweep_shelf,),
    personal=(holdings_about,),
    personal_files=(files_of,),
    second_locks=(salts_of,),
)
