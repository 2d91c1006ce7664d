"""The refusal of a file: a sentence for the person, and one word for programs."""

from django.utils.functional import Promise

from eroba.kernel.base.errors import BadInput


class UploadRefused(BadInput):
    """The file may not come in. `message` tells the person why and what to do; `reason` is for programs."""

    def __init__(self, reason: str, message: str | Promise) -> None:
        super().__init__(message)
        self.reason = reason
