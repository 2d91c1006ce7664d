"""Shapes of what residents type: the filters of the list, a proposal, an answer, a code, a receipt."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.models import Area, Round
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.people.numbers import read_birth_date, read_personal_number
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.forms import DayField, HouseForm

LONG = forms.Textarea(attrs={"rows": 6})
FIGURES = {"inputmode": "numeric"}
SORTS = (
    ("", _("as on the ballot")),
    ("newest", _("the newest first")),
    ("cheapest", _("the cheapest first")),
    ("dearest", _("the dearest first")),
)
STANDINGS = (
    ("", _("all")),
    ("checked", _("being checked, or ready for the ballot")),
    ("ballot", _("on the ballot")),
    ("won", _("won")),
    ("other", _("ended otherwise")),
)
#: Where Georgia lies, in degrees.
NORTH, EAST = (Decimal(41), Decimal(44)), (Decimal(39), Decimal(47))


class ProjectsForm(HouseForm):
    """Which projects to list, and in which order."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    standing = forms.ChoiceField(label=_("How they stand"), required=False, choices=STANDINGS)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(self, found: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(str(one.place), one.title) for one in found.areas.all()]
        self.fields["area"].choices = [("", _("all")), *areas]  # type: ignore[attr-defined]


def photo_or_error(file: Any) -> AcceptedUpload | None:
    """A picture that may be kept; its hidden values (place, time, device) are gone."""
    if not file:
        return None
    try:
        upload = receive_upload(file)
    except Refusal as refused:
        raise ValidationError(str(refused)) from refused
    if not upload.media_type.startswith("image/"):
        raise ValidationError(_("Choose a picture: JPEG or PNG."))
    return upload


class ProposalForm(HouseForm):
    """A project somebody proposes."""

    area = forms.ChoiceField(label=_("Whose money should it be?"), widget=forms.RadioSelect)
    title_ka = forms.CharField(
        label=_("Title"), max_length=150, help_text=_("What should be there, in one short sentence.")
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=150, required=False)
    about = forms.CharField(
        label=_("What should be done, and for whom?"), max_length=3000, widget=LONG,
        help_text=_("Everybody will read it. Name no private person."),
    )  # fmt: skip
    settlement = forms.ChoiceField(label=_("Town or village"), required=False)
    where = forms.CharField(
        label=_("Where exactly?"), max_length=200, required=False, help_text=_("A street, a yard, a school.")
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), required=False, max_digits=8, decimal_places=5, localize=True,
        help_text=_("From a map on your phone, for example 41.92430. Without it the village is shown."),
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=_("Longitude"), required=False, max_digits=8, decimal_places=5, localize=True
    )
    asked_cost = forms.IntegerField(
        label=_("What may it cost, in lari?"), min_value=1, max_value=100_000_000,
        help_text=_("Your own estimate is enough; the town hall works it out again."),
        widget=forms.TextInput(attrs=FIGURES),
    )  # fmt: skip
    photo = forms.FileField(label=_("A photo of the place"), required=False)
    shows_author = forms.BooleanField(label=_("Show my name on the project’s page"), required=False)

    def __init__(self, found: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas: dict[str, Area] = {str(one.place): one for one in found.areas.all()}
        self.fields["area"].choices = [(key, one.title) for key, one in self.areas.items()]  # type: ignore[attr-defined]
        if len(self.areas) == 1:
            self.fields["area"].initial = next(iter(self.areas))
        self.places = {str(place.pk): place for place in Settlement.objects.order_by("name_ka")}
        rows = sorted(((key, place.name) for key, place in self.places.items()), key=lambda row: row[1])
        self.fields["settlement"].choices = [("", _("the whole municipality")), *rows]  # type: ignore[attr-defined]

    def clean_photo(self) -> AcceptedUpload | None:
        """A picture, or nothing."""
        return photo_or_error(self.cleaned_data.get("photo"))

    def clean(self) -> dict[str, Any]:
        """Both degrees or none, and within Georgia."""
        typed = super().clean() or self.cleaned_data
        north, east = typed.get("latitude"), typed.get("longitude")
        if (north is None) != (east is None) and not {"latitude", "longitude"} & set(self.errors):
            self.add_error("longitude" if east is None else "latitude", _("Write both degrees, or neither."))
        if north is not None and not NORTH[0] <= north <= NORTH[1]:
            self.add_error(
                "latitude", _("This does not lie in Georgia. Have the two numbers changed places?")
            )
        if east is not None and not EAST[0] <= east <= EAST[1]:
            self.add_error(
                "longitude", _("This does not lie in Georgia. Have the two numbers changed places?")
            )
        return typed


class AnswerForm(HouseForm):
    """What an author says to the checks."""

    answer = forms.CharField(label=_("Your answer"), max_length=2000, widget=LONG)


class BecauseForm(HouseForm):
    """A public reason."""

    because = forms.CharField(
        label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody will read it."),
    )  # fmt: skip


class CodeForm(HouseForm):
    """A printed voting code."""

    code = forms.CharField(
        label=_("Voting code"), max_length=30, help_text=_("Three groups of four letters, from the paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class ReceiptForm(HouseForm):
    """A receipt to look up."""

    receipt = forms.CharField(
        label=_("Your receipt"), max_length=40, help_text=_("Four groups of five letters.")
    )


class VoterForm(HouseForm):
    """A voter who stands before an official."""

    personal_number = forms.CharField(
        label=_("Personal number"), max_length=20, help_text=_("11 digits, from the identity card."),
        widget=forms.TextInput(attrs={**FIGURES, "autocomplete": "off"}),
    )  # fmt: skip
    birth_date = DayField(label=_("Date of birth"), is_birth_date=True)

    def clean_personal_number(self) -> str:
        """Eleven digits."""
        try:
            return read_personal_number(self.cleaned_data["personal_number"])
        except BadInput as wrong:
            raise ValidationError(str(wrong)) from wrong

    def clean_birth_date(self) -> Any:
        """A day on which a living person can have been born."""
        try:
            return read_birth_date(self.cleaned_data["birth_date"])
        except BadInput as wrong:
            raise ValidationError(str(wrong)) from wrong
