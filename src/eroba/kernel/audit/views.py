"""What everybody may fetch to check the journal: the key, the signed heads, and a proof for a receipt."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control, never_cache

from eroba.kernel.audit.heads import Proof, as_published, heads_as_published, proof_of, public_key
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.scope import current_municipality

MOST_HEADS = 500


@cache_control(public=True, max_age=60)
def heads(request: HttpRequest) -> JsonResponse:
    """The newest signed heads of this town's journal, and the key they are signed with."""
    return JsonResponse(heads_as_published(MOST_HEADS))


@never_cache
def proof(request: HttpRequest, entry: UUID) -> JsonResponse:
    """The way from one entry up to the newest head. Says nothing about what the entry holds."""
    return _answer(proof_of(entry))


@never_cache
def receipt(request: HttpRequest, act: str, subject: UUID) -> JsonResponse:
    """The proof for the first entry of an act about a matter: that what somebody sent in stands in the journal.

    The key of a matter stands on its own pages only. The answer is a file to keep, and names nobody.
    """
    first = JournalEntry.objects.filter(subject_id=subject, action=act).order_by("at", "id").first()
    if first is None:
        raise NotFound(_("There is no such entry in the journal."))
    answer = _answer(proof_of(first.pk))
    name = f"proof-{first.subject_number or first.pk}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _answer(found: Proof | None) -> JsonResponse:
    if found is None:
        raise NotFound(
            _(
                "The proof is made within a minute after something was written. Please open this page again then."
            )
        )
    told = {
        "municipality": current_municipality().slug,
        "public_key": public_key(),
        "entry_hash": found.entry_hash,
        "index": found.index,
        "path": found.path,
        "head": as_published(found.head),
    }
    return JsonResponse(told)
