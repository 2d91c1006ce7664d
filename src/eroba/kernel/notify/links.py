"""Signed links in e-mails: to stop what an e-mail is about, and to confirm an address, without signing in.

A link holds no name and no address, is good in one town only, and never runs out: an old e-mail must stop working news
too. Basis: RFC 8058 for the link that a mail program calls by itself.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality

STOP, CONFIRM = "notify.stop", "notify.confirm"


@dataclass(frozen=True)
class Stop:
    """What a link stops: one follow, one kind of news of an account, or all that stands in a digest."""

    what: str
    """`follow`, `kind` or `digest`."""
    id: UUID
    kind: str = ""


def stop_address(stop: Stop, town: Municipality, language: str) -> str:
    """The whole address that stops something."""
    token = signing.dumps([stop.what, str(stop.id), stop.kind, str(town.pk)], salt=STOP)
    return _address("following:stop", town, language, token)


def read_stop(token: str) -> Stop:
    """What a link stops; raises NotFound for one that we did not make, or made in another town."""
    what, pk, kind, town = _read(token, STOP, parts=4)
    _require_town(town)
    return Stop(what, UUID(pk), kind)


def confirm_address(follow_id: UUID, town: Municipality, language: str) -> str:
    """The whole address that confirms an e-mail address."""
    token = signing.dumps([str(follow_id), str(town.pk)], salt=CONFIRM)
    return _address("following:confirm", town, language, token)


def read_confirm(token: str) -> UUID:
    """Which follow a link confirms; raises NotFound for one that we did not make, or made in another town."""
    pk, town = _read(token, CONFIRM, parts=2)
    _require_town(town)
    return UUID(pk)


def site_address(path: str) -> str:
    """A path of ours with the installation's address before it."""
    return f"{settings.SITE_ADDRESS}{path}" if path.startswith("/") else path


def _address(route: str, town: Municipality, language: str, token: str) -> str:
    path = reverse(route, kwargs={"municipality": town.slug, "token": token}, urlconf=settings.ROOT_URLCONF)
    # reverse() speaks the language of the moment; a mail keeps its own.
    return site_address(f"/{language}/{path.split('/', 2)[2]}")


def _read(token: str, salt: str, *, parts: int) -> list[str]:
    try:
        read = signing.loads(token, salt=salt)
    except signing.BadSignature:
        raise NotFound(_("This link does not work. Perhaps a part of it was lost.")) from None
    if not isinstance(read, list) or len(read) != parts:
        raise NotFound(_("This link does not work. Perhaps a part of it was lost."))
    return [str(part) for part in read]


def _require_town(town: str) -> None:
    if town != str(current_municipality().pk):
        raise NotFound(_("This link does not work. Perhaps a part of it was lost."))
