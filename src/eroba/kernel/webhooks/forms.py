"""What an official types to let an app be told what happens; shape only."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.api.queries import app_by_id, apps_here
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import NotFound
from eroba.kernel.registry import use
from eroba.kernel.ui.forms import HouseForm
from eroba.kernel.webhooks.ports import Courier
from eroba.kernel.webhooks.queries import rooms_that_tell

SPANS = {
    "1": _("the last hour"),
    "24": _("the last day"),
    "168": _("the last week"),
    "720": _("the last month"),
}


class WebhookForm(HouseForm):
    """A new webhook: of which app, where, and of what."""

    app = forms.ChoiceField(label=_("Which app is told?"))
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Begins with https://. The makers of the app tell you."),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )
    rooms = forms.MultipleChoiceField(
        label=_("Of what is it told?"),
        help_text=_("Tick nothing, and it is told everything it may hear."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["app"].choices = [(str(app.pk), app.name) for app in apps_here()]  # type: ignore[attr-defined]
        self.fields["rooms"].choices = rooms_that_tell()  # type: ignore[attr-defined]

    def clean_app(self) -> Any:
        """The app itself."""
        try:
            return app_by_id(self.cleaned_data["app"])
        except NotFound as missing:
            raise ValidationError(str(missing)) from missing

    def clean_address(self) -> str:
        """An address outside, to which something can be brought."""
        address: str = self.cleaned_data["address"].strip()
        objection = use(Courier).objection(address)  # type: ignore[type-abstract]
        if objection:
            raise ValidationError(objection)
        return address


class AgainForm(HouseForm):
    """From when on an app is told everything once more."""

    hours = forms.ChoiceField(label=_("From when on?"), choices=list(SPANS.items()), initial="24")

    def since(self) -> dt.datetime:
        """The moment that was chosen."""
        return now() - dt.timedelta(hours=int(self.cleaned_data["hours"]))
