"""Where in a service something stands, in the words of a town hall instead of the keys of its files."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

PARTS: dict[str, Promise | str] = {
    "texts": _("Texts"),
    "law": _("Law"),
    "clocks": _("Deadlines"),
    "settings": _("Amounts and thresholds"),
    "registers": _("Registers and facts for the decision"),
    "form": _("Form"),
    "stages": _("Stages"),
    "rules": _("Decision tables"),
    "letters": _("Letters"),
}
_WORDS: dict[str, Promise | str] = {
    "ka": _("in Georgian"),
    "en": _("in English"),
    "title": pgettext_lazy("part of a service", "title"),
    "text": pgettext_lazy("part of a service", "text"),
    "label": pgettext_lazy("part of a service", "question"),
    "hint": pgettext_lazy("part of a service", "hint"),
    "note": pgettext_lazy("part of a service", "note"),
    "intro": pgettext_lazy("part of a service", "introduction"),
    "summary": _("summary"),
    "who_gets_it": _("who gets it"),
    "what_you_need": _("what one needs"),
    "how_long": _("how long it takes"),
    "cost": _("cost"),
    "amount": pgettext_lazy("part of a service", "amount"),
    "competent_unit": _("competent unit"),
    "channels": _("ways to apply"),
    "life_events": _("occasions"),
    "evidence": _("papers"),
    "outputs": _("what one gets"),
    "example_note": _("note on the example"),
    "article": _("article"),
    "basis": _("legal basis"),
    "verified": _("whether somebody checked it"),
    "valid_from": _("in force from"),
    "url": _("address of the text"),
    "length": _("length"),
    "unit": _("counted in"),
    "duty": _("whose duty"),
    "least": _("at least"),
    "most": _("at most"),
    "extension": _("extension"),
    "value": _("proposed value"),
    "kind": pgettext_lazy("part of a service", "kind"),
    "pages": _("page"),
    "fields": _("field"),
    "choices": _("answer"),
    "shown_if": _("asked only if"),
    "needed_if": _("needed only if"),
    "must_hold": _("must hold"),
    "must_hold_text": _("what is said if it does not hold"),
    "optional": _("may be left empty"),
    "prefill": _("filled in from"),
    "purpose": _("purpose"),
    "saves_paper": _("paper it saves"),
    "facts": _("fact"),
    "question": _("question to the official"),
    "stages": _("stage"),
    "public_text": _("what the applicant reads"),
    "waits_for": _("who it waits for"),
    "roles": _("who works on it"),
    "transitions": _("step"),
    "to": _("leads to"),
    "by": _("done by"),
    "outcomes": _("outcome"),
    "letter": _("letter"),
    "starts_clocks": _("deadlines it starts"),
    "ends_clocks": _("deadlines it ends"),
    "stops_clocks": _("deadlines it stops"),
    "resumes_clocks": _("deadlines it resumes"),
    "(order)": _("order"),
    "outcome": _("outcome"),
    "rule_code": _("number of the condition"),
    "because_ka": _("reason in Georgian"),
    "because_en": _("reason in English"),
}
# Lists whose members say by their own title what they are: the name of the list would only repeat it.
_SILENT = frozenset({"pages", "fields", "stages", "transitions", "facts", "outcomes", "choices"})


def said_place(place: tuple[str, ...], names: Mapping[str, Mapping[str, str]]) -> str:
    """Say where something stands: “The family › question › in Georgian”."""
    words = [_said(key, names) for key in place[1:] if key not in _SILENT]
    return " › ".join(word for word in words if word)


def _said(key: str, names: Mapping[str, Mapping[str, str]]) -> str:
    if key in _WORDS:
        return str(_WORDS[key])
    title = names.get(key, {})
    said = title.get((get_language() or "ka").split("-")[0]) or title.get("ka")
    return said or key.replace("_", " ")
