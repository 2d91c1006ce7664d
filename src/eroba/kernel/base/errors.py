"""Errors whose words a person may read. Everything else is our mistake and shows the plain error page."""

from django.utils.functional import Promise


class Refusal(Exception):
    """Says no to a person in a sentence they can read.

    `message` is a (lazily translated) sentence; `status` is the HTTP status a page or the API answers with.
    """

    status = 409

    def __init__(self, message: str | Promise, *, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        if status is not None:
            self.status = status

    def __str__(self) -> str:
        return str(self.message)


class NotFound(Refusal):
    """Says that there is no such thing here, also when it exists in another town."""

    status = 404


class BadInput(Refusal):
    """Says that what was sent cannot be used, and why."""

    status = 422
