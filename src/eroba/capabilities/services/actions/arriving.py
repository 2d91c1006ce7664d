"""What comes from elsewhere: a version arrives, the town accepts or declines it, and sets its own terms over it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import arrival_facts, rules
from eroba.capabilities.services.actions.publishing import publish_service
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.freezing import thaw
from eroba.capabilities.services.models import ArrivedVersion, Case, Draft, Service
from eroba.capabilities.services.own_acts import OwnAct, local_laws
from eroba.capabilities.services.published import definition_of
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, NotFound, Refusal

Answer = ArrivedVersion.Answer


@action(may=rules.may_note_arrival)
def note_arrival(
    by: Actor,
    *,
    content: Mapping[str, Any],
    source: ArrivedVersion.Source,
    source_number: int = 0,
    signed_by: str = "",
) -> Done[ArrivedVersion]:
    """Lay a version that came from elsewhere before the town; the same version arrives once, an older one gives way."""
    said = thaw(content)
    known = ArrivedVersion.objects.filter(code=said.code, content_hash=said.content_hash).first()
    if known is not None and (known.is_open or source == ArrivedVersion.Source.NATIONAL):
        return Done(known, subject=known)
    older = ArrivedVersion.objects.filter(code=said.code, source=source, answer=Answer.OPEN)
    older.update(answer=Answer.OVERTAKEN, answered_at=now())
    arrived = known or ArrivedVersion(code=said.code, content_hash=said.content_hash)
    arrived.content, arrived.source, arrived.source_number = dict(content), source, source_number
    arrived.title_ka, arrived.title_en = said.title.in_language("ka"), said.title.in_language("en")
    arrived.signed_by, arrived.arrived_at = signed_by, now()
    arrived.answer, arrived.reason, arrived.answered_at, arrived.answered_by = Answer.OPEN, "", None, ""
    arrived.save()
    after = {"code": said.code, "hash": said.content_hash, "source": source, "signed_by": signed_by}
    told = arrival_facts.VersionArrived(None, title=_title(arrived))
    return Done(arrived, subject=arrived, after=after, facts=[told])


@action(may=rules.may_publish_service)
def accept_version(by: Actor, *, arrived: ArrivedVersion, instead_of: str) -> Done[Service]:
    """Publish a version that arrived; running cases stay on theirs, the town's own amounts and acts stay in force.

    `instead_of` is the hash of the version the comparison was made with: if another is in force meanwhile, nothing
    is done.
    """
    held = _held(arrived)
    standing = Service.objects.select_related("current").filter(code=held.code).first()
    if (standing.current.content_hash if standing else "") != instead_of:
        raise Refusal(
            _("Meanwhile another version of this service was published. Look at the changes again.")
        )
    service = publish_service(by, folder=_folder(held.content))
    _answered(by, held, Answer.ACCEPTED)
    after = {"code": held.code, "hash": held.content_hash, "version": service.current.number}
    told = arrival_facts.VersionAccepted(None, title=_title(held))
    return Done(service, subject=held, before={"hash": instead_of}, after=after, facts=[told])


@action(may=rules.may_publish_service)
def decline_version(by: Actor, *, arrived: ArrivedVersion, reason: str) -> Done[ArrivedVersion]:
    """Keep the town's own version; the reason is kept with it."""
    held = _held(arrived)
    if not reason.strip():
        raise BadInput(_("Write why the town keeps its own version."))
    _answered(by, held, Answer.DECLINED, reason.strip())
    after = {"code": held.code, "hash": held.content_hash, "reason": reason.strip()}
    told = arrival_facts.VersionDeclined(None, title=_title(held))
    return Done(held, subject=held, after=after, facts=[told])


@action(may=rules.may_publish_service)
def take_over_service(by: Actor, *, content: Mapping[str, Any]) -> Done[Service]:
    """Offer a service of the national catalogue in this town; until it sets its own, the amounts are a proposal."""
    said = thaw(content)
    if Service.objects.filter(code=said.code).exists():
        raise Refusal(_("The town offers this service already."))
    service = publish_service(by, folder=_folder(content))
    return Done(service, subject=service, after={"code": said.code, "hash": said.content_hash})


@action(may=rules.may_publish_service)
def give_back_services(by: Actor) -> Done[int]:
    """Offer none of the services any more for which nobody has begun anything; published versions stay on record."""
    used = {
        *Case.objects.values_list("service_id", flat=True),
        *Draft.objects.values_list("service_id", flat=True),
    }
    free = list(Service.objects.exclude(pk__in=used))
    before = {"services": {one.code: {"amounts": one.own_settings, "acts": one.own_acts} for one in free}}
    for service in free:
        service.delete()
    return Done(len(free), before=before)


@action(may=rules.may_publish_service)
def set_own_terms(
    by: Actor, *, service: Service, amounts: Mapping[str, Decimal | None], acts: Mapping[str, OwnAct | None]
) -> Done[Service]:
    """Set the town's own amounts, and name its own acts; nothing in a place means the proposal of the version again."""
    held = Service.objects.select_for_update(of=("self",)).select_related("current").get(pk=service.pk)
    said = definition_of(held.current)
    _require_known(amounts, {one.code for one in said.settings})
    _require_known(acts, {law.code for law in local_laws(said)})
    if any(number is not None and (not number.is_finite() or number < 0) for number in amounts.values()):
        raise BadInput(_("Write each amount as a number, such as 250.00."))
    before = {"amounts": held.own_settings, "acts": held.own_acts}
    held.own_settings = _laid_over(
        held.own_settings, {key: None if value is None else str(value) for key, value in amounts.items()}
    )
    held.own_acts = _laid_over(held.own_acts, {key: act and act.as_plain() for key, act in acts.items()})
    held.save(update_fields=["own_settings", "own_acts"])
    after = {"amounts": held.own_settings, "acts": held.own_acts}
    titles = {"ka": held.title_ka, "en": held.title_en}
    told = arrival_facts.OwnTermsSet(None, title=titles)
    return Done(held, subject=held, before=before, after=after, facts=[told])


def _laid_over(standing: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (dict(standing) | dict(wanted)).items() if value is not None}


def _require_known(wanted: Mapping[str, Any], known: set[str]) -> None:
    if not set(wanted) <= known:
        raise BadInput(_("The service in force has no such amount or act."))


def _held(arrived: ArrivedVersion) -> ArrivedVersion:
    held = ArrivedVersion.objects.select_for_update().filter(pk=arrived.pk).first()
    if held is None:
        raise NotFound(_("No such version has arrived in this town."))
    if held.answer in (Answer.ACCEPTED, Answer.OVERTAKEN):
        raise Refusal(_("This version was answered already, or a newer one has come."))
    return held


def _answered(by: Actor, held: ArrivedVersion, answer: str, reason: str = "") -> None:
    held.answer, held.reason = answer, reason
    held.answered_at, held.answered_by = now(), by.label[:120]
    held.save(update_fields=["answer", "reason", "answered_at", "answered_by"])


def _folder(content: Mapping[str, Any]) -> ServiceFolder:
    return ServiceFolder(dict(content), thaw(content), {}, {})


def _title(arrived: ArrivedVersion) -> dict[str, str]:
    return {"ka": arrived.title_ka, "en": arrived.title_en}
