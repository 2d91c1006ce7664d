"""Hands out a kept file so that a browser saves it and never runs it.

Who may have it is asked by the view of the capability, before it comes here.
"""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.queries import bytes_of


def file_response(stored_file: StoredFile) -> HttpResponse:
    """Answer with a file as a download, under a policy that lets nothing in it run or load."""
    response = HttpResponse(bytes_of(stored_file), content_type=stored_file.media_type)
    name = stored_file.original_name
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
