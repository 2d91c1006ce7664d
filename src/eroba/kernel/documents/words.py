"""What kinds of letters and outcomes are called, in the public check and on the letters themselves."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KINDS: dict[str, str | Promise] = {
    "answer": pgettext_lazy("letter", "Answer"),
    "appeal_decision": pgettext_lazy("letter", "Decision on an appeal"),
    "certificate": pgettext_lazy("letter", "Certificate"),
    "decision": pgettext_lazy("letter", "Decision"),
    "notice": pgettext_lazy("letter", "Notice"),
    "receipt": pgettext_lazy("letter", "Receipt"),
    "request": pgettext_lazy("letter", "Request for a missing paper"),
}
OUTCOMES: dict[str, str | Promise] = {
    "dismissed": pgettext_lazy("letter", "Appeal dismissed"),
    "granted": pgettext_lazy("letter", "Granted"),
    "left_unexamined": pgettext_lazy("letter", "Left unexamined"),
    "partly_granted": pgettext_lazy("letter", "Granted in part"),
    "refused": pgettext_lazy("letter", "Refused"),
    "upheld": pgettext_lazy("letter", "Appeal upheld"),
}


def kind_word(kind: str) -> str:
    """Say what kind of letter it is; a kind we have no word for is shown as it is written."""
    return str(KINDS.get(kind, kind.replace("_", " ")))


def outcome_word(outcome: str) -> str:
    """Say how something was decided; empty for letters that decide nothing."""
    return str(OUTCOMES.get(outcome, outcome.replace("_", " ")))
