"""A resident without a browser: signs in, fills in and sends an application over plain HTTP, and tries again."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

SERVICE = "/en/ozurgeti/services/one-off-social-assistance/"
PASSWORD = "eroba demo 2026"  # the demonstration prints it when it starts
GIORGI = {
    "given_name": "გიორგი",
    "family_name": "ნიმუშაშვილი",
    "birth_date_day": "30",
    "birth_date_month": "7",
    "birth_date_year": "1979",
    "personal_number": "99000000201",
    "registered_address": "ოზურგეთი",
}
NINO = {
    "given_name": "ნინო",
    "family_name": "მაგალითაძე",
    "birth_date_day": "12",
    "birth_date_month": "4",
    "birth_date_year": "1988",
    "personal_number": "99000000101",
    "registered_address": "ოზურგეთი",
}
ANSWERS = {
    "household": {"household_size": "4", "children_count": "1"},
    "reason": {"reason": "single-parent"},
    "money": {"monthly_income": "300"},
    "payment": {"iban": "GE29NB0000000101904917", "account_holder": "Giorgi Nimushashvili"},
    "declaration": {"truth": "on", "look_up": "on"},
}
PATIENCE_SECONDS = 45


class _Form(HTMLParser):
    """Reads the fields of the main form of a page as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        name = found.get("name", "")
        if tag == "select":
            self._select = name
            self.options[name] = []
        elif tag == "option" and self._select:
            self.options[self._select].append(found.get("value", ""))
            if "selected" in found:
                self.fields[self._select] = found.get("value", "")
        elif tag == "input" and name and found.get("type") not in ("checkbox", "radio", "submit", "file"):
            self.fields.setdefault(name, found.get("value", ""))


def fields_of(page: str) -> _Form:
    """The fields of a page's form."""
    form = _Form()
    main = page.partition("<main")[2] or page
    form.feed(main)
    return form


@dataclass
class Visitor:
    """One resident with a patient finger: whatever gets no answer is tried again."""

    address: str
    email: str
    password: str = PASSWORD
    about: Mapping[str, str] = field(default_factory=lambda: GIORGI)
    patience_seconds: float = PATIENCE_SECONDS

    def __post_init__(self) -> None:
        self.web = httpx.Client(base_url=self.address, follow_redirects=True, timeout=60)

    def get(self, path: str) -> httpx.Response:
        """Open a page, again and again until there is an answer."""
        return self._patiently(lambda: self.web.get(path))

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Send the form of a page with these answers; without an answer, open the page anew and send again."""

        def once() -> httpx.Response:
            page = self.web.get(path)
            # a page that failed has no form, and sending nothing would be refused for that only
            return page if page.is_error else self._send(path, fields_of(page.text).fields | fields)

        return self._patiently(once)

    def _send(self, path: str, fields: dict[str, str]) -> httpx.Response:
        headers = {"Referer": urljoin(self.address, path)}
        return self.web.post(path, data=fields, headers=headers)

    def _patiently(self, attempt) -> httpx.Response:
        deadline = time.monotonic() + self.patience_seconds
        while True:
            try:
                answer = attempt()
                if answer.status_code < 500:
                    return answer
            except httpx.TransportError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError("the product did not come back")
            time.sleep(0.2)

    def sign_in(self) -> None:
        """Sign in with e-mail and password."""
        self.post("/en/account/login/", login=self.email, password=self.password)
        assert "Sign out" in self.get("/en/me/").text, f"{self.email} could not sign in"

    def apply(self) -> str:
        """Fill in a whole application and send it; returns its number."""
        self.post(f"{SERVICE}apply/")
        about = fields_of(self.get(f"{SERVICE}apply/pages/about-you/").text)
        village = next(value for value in about.options["settlement"] if value)
        # a register that was asked while the server was killed has filled in nothing
        typed = {name: text for name, text in self.about.items() if not about.fields.get(name)}
        self.post(f"{SERVICE}apply/pages/about-you/", settlement=village, **typed)
        for page, answers in ANSWERS.items():
            self.post(f"{SERVICE}apply/pages/{page}/", **answers)
        return self.send()

    def send(self) -> str:
        """Press Send until there is a receipt; returns the number on it."""

        def once() -> httpx.Response:
            check = self.web.get(f"{SERVICE}apply/check/")
            # sent before, and only the answer was lost: the page leads on to what became of it
            if check.is_error or not check.url.path.endswith("/apply/check/"):
                return check
            return self._send(f"{SERVICE}apply/send/", fields_of(check.text).fields)

        answer = self._patiently(once)
        deadline = time.monotonic() + self.patience_seconds
        while "/receipts/" in answer.url.path and time.monotonic() < deadline:
            # it was accepted and waits to be opened; a browser looks again by itself
            time.sleep(0.5)
            answer = self.get(answer.url.path)
        number = re.search(r"OZU-\d{4}-SOC-\d{5}", str(answer.url))
        assert number, (
            f"no receipt: {answer.status_code} {answer.url}\n{answer.text.partition('<main')[2][:3000]}"
        )
        return number[0]

    def take_step(self, number: str, step: str, **said: str) -> httpx.Response:
        """At the desk: open a case and do one step with it."""
        address = f"/en/ozurgeti/desk/services/{number}/"
        seen = fields_of(self.get(address).text).fields
        fields = {name: seen[name] for name in ("csrfmiddlewaretoken", "edition")}
        return self._send(f"{address}{step}/", fields | said)
