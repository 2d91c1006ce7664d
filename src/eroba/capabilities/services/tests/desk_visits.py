"""Officials at their desks, for the tests: a browser that opens cases and sends steps."""

import io

from django.test import Client
from PIL import Image

from eroba.capabilities.services.models import Case
from eroba.capabilities.services.tests.people import fresh
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account

DESK = "/en/ozurgeti/desk/services/"


class Desk:
    """An official's browser."""

    def __init__(self, account_id) -> None:
        self.client = Client()
        self.client.force_login(Account.objects.get(pk=account_id))

    def see(self, case: Case, more: str = "") -> str:
        return self.client.get(f"{DESK}{case.matter.number}/{more}").content.decode()

    def do(self, case: Case, step: str, *, edition: int | None = None, **typed):
        edition = fresh(case).edition if edition is None else edition
        address = f"{DESK}{case.matter.number}/{step}/"
        return self.client.post(address, {"edition": edition, **typed}, follow=True)

    def said(self, case: Case, step: str, **typed) -> str:
        answer = self.do(case, step, **typed)
        assert answer.status_code == 200, answer.content.decode()[-3000:]
        return answer.content.decode()


def picture() -> bytes:
    """A small photo."""
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, "PNG")
    return target.getvalue()


def work() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass
