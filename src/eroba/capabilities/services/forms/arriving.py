"""Shapes of what is typed about versions from elsewhere, and about the town's own amounts and acts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.own_acts import OwnAct, local_laws
from eroba.kernel.ui.forms import DayField, HouseForm

MOST_DIGITS, PLACES = 12, 2


class ArchiveForm(HouseForm):
    """A service as one signed file."""

    file = forms.FileField(
        label=_("Archive of a service"),
        help_text=_("The file that “eroba service export” wrote, or that another town gave you (.zip)."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


class DeclineForm(HouseForm):
    """Why the town keeps its own version."""

    reason = forms.CharField(
        label=_("Why does the town keep its own version?"),
        help_text=_("The reason stays with the version, for whoever asks next year."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why the town keeps its own version.")},
    )


class OwnTermsForm(HouseForm):
    """The town's own amounts, one field for each setting of the service, and its own acts; empty is the proposal."""

    def __init__(self, *args: Any, said: ServiceDefinition, service: Service, **kwargs: Any) -> None:
        self.said, self.laws = said, local_laws(said)
        kwargs.setdefault("initial", _now(service, said))
        super().__init__(*args, **kwargs)
        for setting in said.settings:
            self.fields[f"amount-{setting.code}"] = forms.DecimalField(
                label=str(setting.title),
                help_text=_("The version proposes %(value)s.") % {"value": setting.value},
                required=False,
                min_value=Decimal(0),
                max_digits=MOST_DIGITS,
                decimal_places=PLACES,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "e-width-11"}),
                error_messages={
                    "invalid": _("Write each amount as a number, such as 250.00."),
                    "min_value": _("An amount is never below zero."),
                    "max_digits": _("The number has too many figures."),
                    "max_decimal_places": _("Write at most two figures after the point."),
                    "max_whole_digits": _("The number has too many figures."),
                },
            )
        for law in self.laws:
            self._add_act(law.code, str(law.title))

    def _add_act(self, code: str, title: str) -> None:
        example = _("In place of: %(title)s") % {"title": title}
        texts = {
            "title_ka": (_("Your council’s act, in Georgian"), example, 300),
            "title_en": (_("The same in English"), "", 300),
            "article": (_("Article or point"), "", 40),
        }
        for name, (label, hint, longest) in texts.items():
            self.fields[f"act-{code}-{name}"] = forms.CharField(
                label=label, help_text=hint, max_length=longest, required=False
            )
        self.fields[f"act-{code}-url"] = forms.URLField(
            label=_("Where its text can be read"),
            required=False,
            assume_scheme="https",
            error_messages={"invalid": _("Write a whole address: https://matsne.gov.ge/…")},
        )
        self.fields[f"act-{code}-valid_from"] = DayField(label=_("In force from"), required=False)

    def clean(self) -> dict[str, Any]:
        """An act needs its Georgian title as soon as anything of it is written."""
        typed: dict[str, Any] = super().clean() or {}
        for law in self.laws:
            others = ("title_en", "article", "url", "valid_from")
            is_begun = any(typed.get(f"act-{law.code}-{name}") for name in others)
            if is_begun and not typed.get(f"act-{law.code}-title_ka"):
                self.add_error(f"act-{law.code}-title_ka", _("Write what the act is called in Georgian."))
        return typed

    def amounts(self) -> Mapping[str, Decimal | None]:
        """The town's own amounts; nothing where the proposal stays."""
        return {one.code: self.cleaned_data[f"amount-{one.code}"] for one in self.said.settings}

    def acts(self) -> Mapping[str, OwnAct | None]:
        """The town's own acts; nothing where the example stays."""
        return {law.code: self._act(law.code) for law in self.laws}

    def _act(self, code: str) -> OwnAct | None:
        typed = self.cleaned_data
        title = typed[f"act-{code}-title_ka"].strip()
        if not title:
            return None
        day = typed[f"act-{code}-valid_from"]
        return OwnAct(
            title_ka=title,
            title_en=typed[f"act-{code}-title_en"].strip(),
            article=typed[f"act-{code}-article"].strip(),
            url=typed[f"act-{code}-url"],
            valid_from=day.isoformat() if day else "",
            # the town names its own act: whoever publishes it has checked it
            is_verified=True,
        )


def _now(service: Service, said: ServiceDefinition) -> dict[str, Any]:
    now: dict[str, Any] = {f"amount-{code}": value for code, value in service.own_settings.items()}
    for law in local_laws(said):
        own = service.own_acts.get(law.code, {})
        now |= {
            f"act-{law.code}-{name}": own.get(name, "") for name in ("title_ka", "title_en", "article", "url")
        }
        now[f"act-{law.code}-valid_from"] = own.get("valid_from") or None
    return now
