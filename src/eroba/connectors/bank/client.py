"""Offers the port `Bank` over HTTPS with signed messages. Reads every value strictly; logs references only."""

import datetime as dt
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from eroba.capabilities.services.ports import (
    BankAnswer,
    BankSilent,
    BankState,
    NoticeForged,
    PaymentOrder,
    StatementEntry,
)
from eroba.connectors.bank.signing import MOMENT, SIGNATURE, is_genuine, signed
from eroba.kernel.base.money import MOST_TETRI, Money

log = logging.getLogger("eroba.bank")

_ANSWER_BYTES_LIMIT = 2_000_000
#: A notice is signed for this name instead of a path: a proxy in front of us may change paths.
NOTICE = "notice"


@dataclass(frozen=True)
class BankOptions:
    """Where the bank is, as whom we speak to it, and how long we wait."""

    address: str
    merchant: str = "{town}"
    key: str = field(default="", repr=False)
    connect_seconds: float = 2.0
    total_seconds: float = 5.0


class BankClient:
    """One bank, asked over HTTP."""

    def __init__(self, options: BankOptions) -> None:
        self.options = options

    @cached_property
    def _client(self) -> httpx.Client:
        # No proxy from the environment and no redirect: what is owed goes to one address only.
        return httpx.Client(trust_env=False, follow_redirects=False)

    @property
    def origin(self) -> str:
        """Where the bank's page is."""
        parts = urlsplit(self.options.address)
        return f"{parts.scheme}://{parts.netloc}"

    def open(self, order: PaymentOrder) -> str:
        """Announce a payment; the address of the bank's page, which must lie at the bank."""
        said = self._asked(
            "PUT",
            f"/payments/{order.reference}",
            {
                "merchant": self._merchant(order.town),
                "amount": order.amount.tetri,
                "currency": "GEL",
                "purpose": order.purpose,
                "language": order.language,
                "return": order.return_address,
                "notice": order.notice_address,
            },
        )
        page = str(said.get("page", ""))
        if not page.startswith(f"{self.origin}/"):
            raise BankSilent("the bank names a page that is not its own")
        return page

    def ask(self, town: str, reference: str) -> BankAnswer:
        """Say how a payment stands."""
        query = urlencode({"merchant": self._merchant(town)})
        return self._read(self._asked("GET", f"/payments/{reference}?{query}"), reference)

    def refund(self, town: str, reference: str, amount: Money) -> BankAnswer:
        """Pay a payment back."""
        said = {"merchant": self._merchant(town), "amount": amount.tetri}
        return self._read(self._asked("PUT", f"/payments/{reference}/refund", said), reference)

    def statement(self, town: str, on: dt.date) -> Sequence[StatementEntry]:
        """List everything of one day."""
        query = urlencode({"merchant": self._merchant(town), "on": on.isoformat()})
        lines = self._asked("GET", f"/statement?{query}").get("lines")
        if not isinstance(lines, list):
            raise BankSilent("a statement nobody understands")
        try:
            return [_line(one) for one in lines]
        except (KeyError, TypeError, ValueError) as error:
            raise BankSilent("a statement nobody understands") from error

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> BankAnswer:
        """Read what the bank sent by itself; believed only with a fresh signature."""
        moment, signature = headers.get(MOMENT, ""), headers.get(SIGNATURE, "")
        if not is_genuine(self.options.key, "POST", NOTICE, body, moment, signature):
            log.warning("a notice with a wrong signature was refused")
            raise NoticeForged
        try:
            said = json.loads(body)
            return self._read(said, str(said["reference"]))
        except (ValueError, KeyError, TypeError, RecursionError, BankSilent) as error:
            raise NoticeForged from error

    def _merchant(self, town: str) -> str:
        return self.options.merchant.format(town=town)

    def _asked(self, method: str, path: str, content: Mapping[str, object] | None = None) -> dict[str, Any]:
        body = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
        headers = signed(self.options.key, method, path, body) | {"Content-Type": "application/json"}
        limits = httpx.Timeout(self.options.total_seconds, connect=self.options.connect_seconds)
        address = self.options.address.rstrip("/") + path
        try:
            response = self._client.request(method, address, content=body, headers=headers, timeout=limits)
        except httpx.HTTPError as error:
            raise self._silent(method, type(error).__name__) from None
        if response.status_code != 200 or len(response.content) > _ANSWER_BYTES_LIMIT:
            raise self._silent(method, f"status {response.status_code}")
        try:
            said = json.loads(response.content)
        except (ValueError, RecursionError):
            raise self._silent(method, "no JSON") from None
        if not isinstance(said, dict):
            raise self._silent(method, "no object")
        return said

    def _silent(self, method: str, reason: str) -> BankSilent:
        log.warning("no answer to %s: %s", method, reason)
        return BankSilent(reason)

    def _read(self, said: Mapping[str, Any], reference: str) -> BankAnswer:
        try:
            if said["reference"] != reference:
                raise BankSilent("an answer about another payment")
            return BankAnswer(
                reference=reference,
                state=BankState(said["state"]),
                bank_reference=_short(said.get("bank_reference", "")),
                amount_tetri=_tetri(said.get("amount", 0)),
                currency=_short(said.get("currency", ""), 3),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BankSilent("an answer nobody understands") from error


def _line(said: Mapping[str, Any]) -> StatementEntry:
    if said["kind"] not in ("paid", "refunded"):
        raise ValueError(said["kind"])
    return StatementEntry(
        kind=said["kind"],
        bank_reference=_short(said["bank_reference"]),
        reference=_short(said.get("reference", ""), 40),
        amount_tetri=_tetri(said["amount"]),
        currency=_short(said["currency"], 3),
    )


def _short(value: object, most: int = 80) -> str:
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise ValueError("a text that cannot be")
    return value


def _tetri(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_TETRI:
        raise ValueError("an amount that cannot be")
    return value
