"""Changing the town's seal: a new one, or none any more."""

import datetime as dt

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.secrets import derived_key, lock_away
from eroba.kernel.documents import rules
from eroba.kernel.documents.models import SealCertificate, SealKey
from eroba.kernel.documents.queries import SEAL_PURPOSE
from eroba.kernel.documents.seal import Seal, new_seal
from eroba.kernel.tenancy.scope import current_municipality


@action(may=rules.may_change_seal)
def renew_seal(by: Actor, *, town_name: str) -> Done[SealCertificate]:
    """Give the town a new seal from today on; letters sealed with the last one stay valid."""
    seal = new_seal(current_municipality().slug, town_name, today())
    last = SealKey.objects.select_related("certificate").filter(is_current=True).first()
    if last is not None:
        SealKey.objects.filter(pk=last.pk).update(is_current=False)
        SealCertificate.objects.filter(pk=last.certificate_id).update(
            valid_to=min(today(), last.certificate.valid_to or dt.date.max)
        )
    certificate = _store_seal(seal)
    before = {"key_id": last.certificate.key_id} if last else {}
    return Done(certificate, subject=certificate, before=before, after={"key_id": certificate.key_id})


@action(may=rules.may_change_seal)
def withdraw_seal(by: Actor, *, key_id: str, because: str) -> Done[SealCertificate]:
    """Withdraw a seal that others may have got hold of: no letter under it passes the offline check any more."""
    certificate = SealCertificate.objects.get(key_id=key_id, municipality=current_municipality())
    certificate.withdrawn_on, certificate.withdrawn_because = today(), because
    certificate.save(update_fields=["withdrawn_on", "withdrawn_because"])
    SealKey.objects.filter(certificate=certificate).update(is_current=False)
    after = {"key_id": key_id, "withdrawn_on": certificate.withdrawn_on, "because": because}
    return Done(certificate, subject=certificate, after=after)


def _store_seal(seal: Seal) -> SealCertificate:
    published, lock = seal.published, derived_key(SEAL_PURPOSE)
    about = published.key_id.encode()
    certificate = SealCertificate.objects.create(
        municipality=current_municipality(),
        key_id=published.key_id,
        town_name=published.municipality_name,
        public_key=published.public_key,
        seal_certificate=published.seal_certificate,
        authority_certificate=published.authority_certificate,
        valid_from=published.valid_from,
        valid_to=published.valid_to,
    )
    SealKey.objects.create(
        certificate=certificate,
        locked_statement_key=lock_away(seal.statement_key, key=lock, about=about),
        locked_certificate_key=lock_away(seal.certificate_key, key=lock, about=about),
    )
    return certificate
