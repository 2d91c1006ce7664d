"""Hands out a kept file so that a browser saves it and never runs it.

Who may have it is asked by the view of the capability, before it comes here. A file that is missing or was
changed is not handed out; it is written down, and the health page warns of it.
"""

import logging
from typing import IO

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import system_actor
from eroba.kernel.base.errors import Refusal
from eroba.kernel.documents.actions import note_file_trouble
from eroba.kernel.documents.models import FileTrouble, StoredFile
from eroba.kernel.documents.ports import ShelfSilent
from eroba.kernel.documents.queries import own_file, shown_file
from eroba.kernel.documents.storage import FileDamaged, town_store

logger = logging.getLogger(__name__)


class FileNotShown(Refusal):
    """The file cannot be handed out now; the sentence says why and what happens next."""

    status = 503


def file_response(paper: StoredFile) -> FileResponse:
    """Answer with the newest version of a paper."""
    return exact_response(shown_file(paper))


def own_file_response(paper: StoredFile) -> FileResponse:
    """Answer the person a paper is about: what was blackened for others is not blackened for them."""
    return exact_response(own_file(paper))


def exact_response(file: StoredFile) -> FileResponse:
    """Answer with this very file as a download, under a policy that lets nothing in it run or load."""
    response = FileResponse(
        opened(file), as_attachment=True, filename=file.original_name, content_type=file.media_type
    )
    response["Content-Length"] = str(file.size_bytes)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def opened(file: StoredFile) -> IO[bytes]:
    """Open a copy of a file that was compared with its fingerprint; raises FileNotShown in words."""
    if file.destroyed_at is not None:
        raise FileNotShown(_("This file was destroyed when its person was erased."), status=410)
    try:
        return town_store().checked_copy(file.sha256)
    except ShelfSilent as silent:
        logger.exception("the shelf is silent")
        raise FileNotShown(
            _("The file store does not answer at the moment. Nothing is lost; try again in a few minutes.")
        ) from silent
    except FileNotFoundError as missing:
        raise _trouble(file, FileTrouble.Kind.MISSING) from missing
    except FileDamaged as damaged:
        raise _trouble(file, FileTrouble.Kind.DAMAGED) from damaged


def _trouble(file: StoredFile, kind: FileTrouble.Kind) -> FileNotShown:
    logger.error("the file %s of %s is %s", file.sha256, file.municipality_id, kind)
    note_file_trouble(system_actor("download"), sha256=file.sha256, kind=str(kind))
    if kind == FileTrouble.Kind.MISSING:
        return FileNotShown(
            _(
                "This file is not where it should be. The people who run the platform have been told "
                "and will bring it back from the backup. Try again tomorrow, or ask the town hall."
            )
        )
    return FileNotShown(
        _(
            "This file is no longer what it was when it was stored, so we do not hand it out. "
            "The people who run the platform have been told and will bring it back from the backup."
        )
    )
