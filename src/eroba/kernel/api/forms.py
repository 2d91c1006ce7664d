"""What an official types to register an app; shape only."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.api.models import App
from eroba.kernel.registry import scopes as known_scopes
from eroba.kernel.ui.forms import HouseForm

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class AppForm(HouseForm):
    """A new app: what it is called, who runs it, what it may do, and where people are sent back to."""

    name = forms.CharField(
        label=_("Name of the app"), help_text=_("As people know it, for example “My Guria”"), max_length=80
    )
    run_by = forms.CharField(
        label=_("Who runs it"),
        help_text=_("The organisation that answers for it. People read this name before they agree."),
        max_length=160,
    )
    contact = forms.EmailField(label=_("E-mail of the person responsible"))
    kind = forms.ChoiceField(
        label=_("What kind of app is it?"), choices=App.Kind.choices, widget=forms.RadioSelect
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        help_text=_("Tick as little as it needs."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing the app may do")},
    )
    redirect_uris = forms.CharField(
        label=_("Address people are sent back to"),
        help_text=_("Begins with https://. One on each line. A partner’s system needs none."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(name, scope.title) for name, scope in known_scopes().items()]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]

    def clean_redirect_uris(self) -> str:
        """Addresses by https; by http only on the person's own device."""
        addresses = self.cleaned_data["redirect_uris"].split()
        for address in addresses:
            _refuse_unsafe(address)
        return " ".join(addresses)

    def clean(self) -> dict[str, Any]:
        """An app for residents must say where to send them back to; scopes must fit the kind."""
        typed = super().clean() or self.cleaned_data
        is_partner = typed.get("kind") == App.Kind.PARTNER
        if typed.get("kind") and not is_partner and typed.get("redirect_uris") == "":
            self.add_error("redirect_uris", _("An app for residents needs the address to send them back to."))
        known = known_scopes()
        made = App(kind=typed.get("kind") or "")
        unfit = [name for name in typed.get("scopes", ()) if not made.may_have(known[name])]
        if typed.get("kind") and unfit:
            words = ", ".join(str(known[name].title) for name in unfit)
            self.add_error("scopes", _("An app of this kind cannot do this: %(what)s") % {"what": words})
        return typed


def _refuse_unsafe(address: str) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        raise ValidationError(_("This is not an address: %(address)s") % {"address": address}) from None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if not (host and is_safe) or parts.fragment or "*" in address:
        raise ValidationError(
            _(
                "%(address)s cannot be used: an address begins with https:// (or http://127.0.0.1 for an app on "
                "the person’s own device) and has no # and no *."
            )
            % {"address": address}
        )
