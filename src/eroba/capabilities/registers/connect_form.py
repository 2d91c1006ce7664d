"""What an operator types to connect a town to a register: one field for each setting the connector asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.actions import Contract
from eroba.capabilities.registers.actions.connecting import LONGEST_SECONDS, SHORTEST_SECONDS
from eroba.capabilities.registers.connections import Way
from eroba.capabilities.registers.ports import Connector, Wish
from eroba.kernel.base.errors import BadInput
from eroba.kernel.ui.forms import DayField, HouseForm

LONGEST = 1000


class ConnectForm(HouseForm):
    """The settings of one connector for one register, with the contract where the register is private."""

    total_seconds = forms.IntegerField(
        label=_("How many seconds we wait for an answer"),
        help_text=_(
            "Somebody is waiting at a page meanwhile. What takes longer is asked again later by itself."
        ),
        min_value=SHORTEST_SECONDS,
        max_value=LONGEST_SECONDS,
        initial=3,
    )

    def __init__(self, way: Way, connector: Connector, *args: Any, **kwargs: Any) -> None:
        self.way, self.connector = way, connector
        row = way.row if way.row and way.row.connector == connector.code else None
        kept = dict(row.settings) if row else {}
        initial = {wish.name: kept.get(wish.name, wish.proposed) for wish in connector.wishes}
        if way.row:
            initial |= {"total_seconds": way.row.total_seconds, "owner": way.row.owner_ka}
            initial |= {"owner_en": way.row.owner_en}
            initial |= {"contract_number": way.row.contract_number, "contract_from": way.row.contract_from}
            initial |= {"contract_until": way.row.contract_until}
        super().__init__(*args, initial=initial, **kwargs)
        own = {wish.name: _field_of(wish) for wish in connector.wishes}
        if connector.takes_secret:
            own["secret"] = _secret_field(has_one=bool(row and row.secret_locked))
        if way.known.is_private:
            own |= _contract_fields()
        self.fields = own | self.fields

    @property
    def settings(self) -> dict[str, str]:
        """The settings as typed."""
        return {wish.name: self.cleaned_data[wish.name] for wish in self.connector.wishes}

    @property
    def contract(self) -> Contract:
        """The contract as typed; an empty one for a register of the state."""
        if not self.way.known.is_private:
            return Contract()
        said = self.cleaned_data
        return Contract(
            said["owner"],
            said["contract_number"],
            said["contract_from"],
            said["contract_until"],
            owner_en=said["owner_en"],
        )


def _field_of(wish: Wish) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}) if wish.has_lines else forms.TextInput
    return forms.CharField(
        label=wish.title,
        help_text=wish.hint,
        required=wish.is_required,
        max_length=LONGEST,
        widget=widget,
        validators=[_validator(wish)],
    )


def _validator(wish: Wish) -> Any:
    def refuse_what_cannot_be(value: str) -> None:
        if value and wish.check is not None:
            try:
                wish.check(value.replace("\r\n", "\n"))
            except BadInput as problem:
                raise ValidationError(problem.message) from None

    return refuse_what_cannot_be


def _secret_field(*, has_one: bool) -> forms.Field:
    kept = _(
        "A key is kept and never shown. Leave this empty to go on with it; at another address it must be given anew."
    )
    return forms.CharField(
        label=_("Key the register asks of us"),
        help_text=kept if has_one else _("It is locked away at once and never shown again."),
        required=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def _contract_fields() -> dict[str, forms.Field]:
    return {
        "owner": forms.CharField(
            label=_("Who owns the register"),
            help_text=_("As in the contract. People read it when they are asked for their consent."),
            max_length=160,
        ),
        "owner_en": forms.CharField(
            label=_("The same in English"),
            help_text=_("Left empty, pages in English write the Georgian name in Latin letters."),
            max_length=160,
            required=False,
        ),
        "contract_number": forms.CharField(label=_("Number of the contract"), max_length=60),
        "contract_from": DayField(label=_("First day of the contract")),
        "contract_until": DayField(
            label=_("Last day of the contract"),
            help_text=_("Empty: without an end. After this day nothing is asked any more."),
            required=False,
        ),
    }
