"""A town's own picture of its crest: made small when it comes in, handed out to everybody for ever."""

import io

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from PIL import Image

from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.storage import town_store
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

# Twice as large as it is shown, for fine screens.
WIDTH, HEIGHT = 80, 100


def drawn_small(sent: UploadedFile) -> AcceptedUpload:
    """The picture as it will be shown, with its background where it had none. Raises UploadRefused."""
    accepted = receive_upload(sent)
    with Image.open(io.BytesIO(accepted.content)) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((WIDTH, HEIGHT))
    sheet = Image.new("RGBA", (WIDTH, HEIGHT))
    sheet.paste(small, ((WIDTH - small.width) // 2, (HEIGHT - small.height) // 2))
    written = io.BytesIO()
    sheet.save(written, "PNG", optimize=True)
    town_store().keep(written.getvalue())
    return AcceptedUpload(written.getvalue(), "image/png", "crest.png")


@require_safe
def crest(request: HttpRequest, slug: str, fingerprint: str) -> HttpResponse:
    """The crest a town shows now. Its address changes with the picture, so it may be kept for ever."""
    town = get_object_or_404(Municipality, slug=slug)
    if fingerprint != town.crest_file:
        raise Http404("not the crest of this town")
    with scope(town):
        content = town_store().read(fingerprint)
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
