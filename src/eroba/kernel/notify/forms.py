"""Forms about news: what one gets and how soon, the quiet hours, and following something by e-mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.notify.actions.following import PACES
from eroba.kernel.notify.models import Channel, Pace
from eroba.kernel.notify.queries.wishes import choices_of
from eroba.kernel.notify.timing import Quiet
from eroba.kernel.registry import NewsKind
from eroba.kernel.registry.shelf import news_kinds
from eroba.kernel.ui.forms import HouseForm

HOURS = [(str(hour), f"{hour:02}:00") for hour in range(24)]
NO_HOUR = [("", _("no quiet hours"))]


#: My page has no "at once": a message stands there or it does not.
IN_INBOX = {str(Pace.AT_ONCE): _("shown"), str(Pace.NEVER): _("not shown")}


@dataclass(frozen=True)
class KindFields:
    """One kind of news with its three boxes."""

    kind: NewsKind
    boxes: tuple[Any, ...]


class PhoneCodeForm(HouseForm):
    """The six digits that came by text message."""

    code = forms.CharField(
        label=_("The code from the text message"),
        help_text=_("Six digits. It is good for a quarter of an hour."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Type the code from the text message.")},
    )


class WishesForm(HouseForm):
    """One box for each kind of news and channel; what cannot be chosen has none."""

    def __init__(self, *args: Any, wishes: Mapping[tuple[str, str], str], quiet: Quiet | None, **more: Any):  # type: ignore[no-untyped-def]
        super().__init__(*args, **more)
        for code, kind in news_kinds().items():
            for channel in Channel.values:
                choices = choices_of(kind, channel)
                if len(choices) > 1:
                    self.fields[f"{code}:{channel}"] = forms.ChoiceField(
                        label=Channel(channel).label,
                        choices=[(pace, _label(channel, pace)) for pace in choices],
                        initial=wishes[code, channel],
                    )
        hours = {"choices": NO_HOUR + HOURS, "required": False}
        self.fields["from_hour"] = forms.ChoiceField(
            label=_("They begin at"), initial=str(quiet.from_hour) if quiet else "", **hours
        )
        self.fields["until_hour"] = forms.ChoiceField(
            label=_("They end at"), initial=str(quiet.until_hour) if quiet else "", **hours
        )

    def kinds(self) -> Iterator[KindFields]:
        """The boxes, kind by kind."""
        for code, kind in sorted(news_kinds().items(), key=lambda pair: not pair[1].is_urgent):
            names = [f"{code}:{channel}" for channel in Channel.values]
            yield KindFields(kind, tuple(self[name] for name in names if name in self.fields))

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end, or neither."""
        typed = super().clean() or self.cleaned_data
        if bool(typed.get("from_hour")) != bool(typed.get("until_hour")):
            missing = "until_hour" if typed.get("from_hour") else "from_hour"
            self.add_error(missing, _("Choose both hours, or neither."))
        return typed

    @property
    def wishes(self) -> dict[tuple[str, str], str]:
        """What was chosen: kind and channel to pace."""
        return {
            (name.rsplit(":", 1)[0], name.rsplit(":", 1)[1]): pace
            for name, pace in self.cleaned_data.items()
            if ":" in name
        }

    @property
    def quiet(self) -> Quiet:
        """The hours chosen; none when both are the same."""
        typed = self.cleaned_data
        return Quiet(int(typed["from_hour"] or 0), int(typed["until_hour"] or 0))


class FollowForm(HouseForm):
    """Following something by e-mail, without an account."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send one e-mail and ask whether it is really you. Nobody else sees the address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    pace = forms.ChoiceField(
        label=_("How often shall we write?"),
        choices=[(pace, Pace(pace).label) for pace in PACES],
        initial=PACES[0],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def clean_email(self) -> str:
        """One address is one reader, however its letters were typed."""
        return str(self.cleaned_data["email"]).lower()


def _label(channel: str, pace: str) -> str | Promise:
    return IN_INBOX[pace] if channel == Channel.INBOX else Pace(pace).label
