"""What a letter may say beyond the common words: answers, computed values and the town's settings, by name."""

from uuid import UUID

from eroba.capabilities.services.definition.letter_body import gaps_in
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.asking import settlement_codes
from eroba.capabilities.services.form_engine.showing import shown_money, shown_values
from eroba.capabilities.services.models import Case
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.numbers import number


def named_values(case: Case, service: ServiceDefinition, body: str) -> dict[str, str]:
    """Return what a letter's named gaps say, in the language now active; asks for nothing when it has none."""
    kinds = {gap.partition(".")[0] for gap in gaps_in(body) if "." in gap}
    said = _of_settings(case, service) if "settings" in kinds else {}
    return said | _of_answers(case, service) if kinds & {"answers", "computed"} else said


def _of_answers(case: Case, service: ServiceDefinition) -> dict[str, str]:
    answers = case.answers
    keys = [key for code in settlement_codes(service.form, answers) if (key := _key(code))]
    names = {str(one.pk): str(one) for one in Settlement.objects.filter(pk__in=keys)} if keys else {}
    return shown_values(service.form, answers, names)


def _of_settings(case: Case, service: ServiceDefinition) -> dict[str, str]:
    values = case.service.settings_over(service.setting_values())
    return {
        f"settings.{one.code}": shown_money(values[one.code])
        if one.kind == "money"
        else number(values[one.code])
        for one in service.settings
    }


def _key(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None
