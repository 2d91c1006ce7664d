"""Publishing a service: its folder's content is frozen under its hash; running cases stay on theirs."""

from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, rules
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.models import Service, ServiceVersion
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput


@action(may=rules.may_publish_service)
def publish_service(by: Actor, *, folder: ServiceFolder) -> Done[Service]:
    """Publish a service that has been read and checked; the same content twice is published once."""
    return publish_folder(folder)


def publish_folder(folder: ServiceFolder) -> Done[Service]:
    """What publishing does, for the actions that publish: whoever calls it has asked the rule."""
    said = folder.definition
    version = ServiceVersion.objects.filter(code=said.code, content_hash=said.content_hash).first()
    if version is None:
        last = ServiceVersion.objects.filter(code=said.code).aggregate(last=Max("number"))["last"]
        version = ServiceVersion(
            code=said.code, number=(last or 0) + 1, content_hash=said.content_hash, content=folder.content
        )
        version.save(force_insert=True)
    standing = Service.objects.filter(code=said.code).select_related("current").first()
    if standing is not None and standing.current_id == version.pk:
        return Done(standing, subject=standing)
    service, _created = Service.objects.update_or_create(
        code=said.code,
        defaults={
            "title_ka": said.title.in_language("ka"),
            "title_en": said.title.in_language("en"),
            "current": version,
        },
    )
    published = facts.ServicePublished(None, title=_words(service), number=version.number)
    before = {"version": standing.current.number, "hash": standing.current.content_hash} if standing else {}
    after = {"code": said.code, "version": version.number, "hash": version.content_hash}
    return Done(service, subject=service, before=before, after=after, facts=[published])


@action(may=rules.may_publish_service)
def open_service(by: Actor, *, service: Service) -> Done[Service]:
    """Let new applications come in."""
    return _switch(service, is_enabled=True)


@action(may=rules.may_publish_service)
def close_service(by: Actor, *, service: Service) -> Done[Service]:
    """Let no new applications come in; drafts are kept, running cases go on."""
    return _switch(service, is_enabled=False)


@action(may=rules.may_publish_service)
def set_service_settings(by: Actor, *, service: Service, values: dict[str, str]) -> Done[Service]:
    """Set the town's own amounts and thresholds; cases already decided keep what they were decided by."""
    before: dict[str, Any] = dict(service.own_settings)
    service.own_settings = before | values
    try:
        numbers = service.settings_over({code: Decimal(0) for code in values})
    except (ArithmeticError, ValueError) as failure:
        raise BadInput(_("Write each amount as a number, such as 250.00.")) from failure
    if any(not number.is_finite() or number < 0 for number in numbers.values()):
        raise BadInput(_("Write each amount as a number, such as 250.00."))
    service.save(update_fields=["own_settings"])
    return Done(service, subject=service, before=before, after=service.own_settings)


def _switch(service: Service, *, is_enabled: bool) -> Done[Service]:
    before = {"is_enabled": service.is_enabled}
    service.is_enabled = is_enabled
    service.save(update_fields=["is_enabled"])
    switched = facts.ServiceSwitched(None, title=_words(service))
    return Done(service, subject=service, before=before, after={"is_enabled": is_enabled}, facts=[switched])


def _words(service: Service) -> facts.Words:
    return {"ka": service.title_ka, "en": service.title_en}
