"""Signed names of a signature in addresses: one for the page where the code is typed, one for the link in the mail."""

from uuid import UUID

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.base.errors import NotFound

WAIT, CONFIRM, INVITE = "petitions.wait", "petitions.confirm", "petitions.invite"


def wait_token(signature: Signature) -> str:
    """Names a signature for the browser that made it."""
    return signing.dumps(signature.pk.hex, salt=WAIT)


def confirm_token(signature: Signature) -> str:
    """Names a signature, and the round of its code, for whoever reads the letterbox."""
    return signing.dumps([signature.pk.hex, signature.code_round], salt=CONFIRM)


def invite_token(petition: Petition) -> str:
    """Invites somebody into the initiative group of a petition."""
    return signing.dumps(petition.pk.hex, salt=INVITE)


def waiting_signature(token: str) -> Signature:
    """The signature of a browser; raises NotFound for a token we did not make, or of another town."""
    return _signature(_read(token, WAIT))


def signature_to_confirm(token: str) -> Signature:
    """The signature of a link; raises NotFound when a later code was asked for."""
    read = _read(token, CONFIRM)
    if not isinstance(read, list) or len(read) != 2:
        raise NotFound(_lost())
    signature = _signature(read[0])
    if signature.state == Signature.State.WAITING and signature.code_round != read[1]:
        raise NotFound(_("A newer code was sent. Please use the latest e-mail."))
    return signature


def invited_to(token: str) -> Petition:
    """The petition somebody was invited to; raises NotFound."""
    found = Petition.objects.select_related("matter").filter(pk=UUID(str(_read(token, INVITE)))).first()
    if found is None:
        raise NotFound(_lost())
    return found


def _signature(key: object) -> Signature:
    rows = Signature.objects.select_related("petition__matter", "batch")
    found = rows.filter(pk=UUID(str(key))).first()
    if found is None:
        raise NotFound(_lost())
    return found


def _read(token: str, salt: str) -> object:
    try:
        return signing.loads(token, salt=salt)
    except signing.BadSignature:
        raise NotFound(_lost()) from None


def _lost() -> Promise:
    return _("This link does not work. Perhaps a part of it was lost.")
