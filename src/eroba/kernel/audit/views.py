"""What everybody may fetch to check the journal: the key, the signed heads, and a proof for a receipt."""

from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control

from eroba.kernel.audit.heads import proof_of, public_key
from eroba.kernel.audit.models import JournalHead

MOST_HEADS = 500


def _shown(head: JournalHead) -> dict:
    return {
        "size": head.size,
        "root": head.root,
        "made_at": head.made_at.isoformat(),
        "signature": head.signature,
    }


@cache_control(public=True, max_age=60)
def heads(request: HttpRequest) -> JsonResponse:
    """The newest signed heads of this town's journal, and the key they are signed with."""
    newest = JournalHead.objects.order_by("-size")[:MOST_HEADS]
    town = request.municipality.slug  # type: ignore[attr-defined]
    return JsonResponse(
        {"municipality": town, "public_key": public_key(), "heads": [_shown(h) for h in newest]}
    )


def proof(request: HttpRequest, entry: UUID) -> JsonResponse:
    """The way from one entry up to the newest head. Says nothing about what the entry holds."""
    found = proof_of(entry)
    if found is None:
        raise Http404("no such entry under a head yet")
    return JsonResponse(
        {
            "entry_hash": found.entry_hash,
            "index": found.index,
            "path": found.path,
            "head": _shown(found.head),
        }
    )
