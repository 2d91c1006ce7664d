"""Offers the shelf for papers of evidence to rooms below this one."""

from uuid import UUID

from django.core.files.base import File
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.documents.downloads import file_response
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.preparing import receive_upload


class KeptEvidence:
    """Answers the port `EvidenceShelf` with this room's shelf."""

    def keep(self, by: Actor, file: File, *, about: UUID | None) -> UUID:
        """Checks and keeps the file."""
        return keep_upload(by, upload=receive_upload(file), person_id=about).pk

    def hand_out(self, evidence_id: UUID) -> HttpResponse:
        """The file as a download."""
        found = StoredFile.objects.filter(pk=evidence_id).first()
        if found is None:
            raise NotFound(_("There is no such paper here."))
        return file_response(found)
