"""Whether this installation is well, for whoever watches over it."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from eroba.kernel.documents.queries import open_troubles
from eroba.kernel.documents.scanning import was_silent_lately


def health(request: HttpRequest) -> JsonResponse:
    """Says `ok` when the database answers, and warns when files need somebody; it names none of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    warnings = _warnings()
    return JsonResponse({"state": "warning", "warnings": warnings} if warnings else {"state": "ok"})


def _warnings() -> list[str]:
    warnings = []
    if count := open_troubles().count():
        warnings.append(f"files missing or changed: {count}; run: eroba verify files")
    if was_silent_lately():
        warnings.append("the virus scanner was silent in the last ten minutes; no file comes in while it is")
    return warnings
