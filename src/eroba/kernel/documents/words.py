"""What kinds of letters and outcomes are called, in the public check and on the letters themselves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "answer": _("Answer"),
    "appeal_decision": _("Decision on an appeal"),
    "certificate": _("Certificate"),
    "decision": _("Decision"),
    "notice": _("Notice"),
    "receipt": _("Receipt"),
    "request": _("Request for a missing paper"),
}
OUTCOMES: dict[str, str | Promise] = {
    "dismissed": _("Appeal dismissed"),
    "granted": _("Granted"),
    "left_unexamined": _("Left unexamined"),
    "partly_granted": _("Granted in part"),
    "refused": _("Refused"),
    "upheld": _("Appeal upheld"),
}


def kind_word(kind: str) -> str:
    """Say what kind of letter it is; a kind we have no word for is shown as it is written."""
    return str(KINDS.get(kind, kind.replace("_", " ")))


def outcome_word(outcome: str) -> str:
    """Say how something was decided; empty for letters that decide nothing."""
    return str(OUTCOMES.get(outcome, outcome.replace("_", " ")))
