"""A storm of signatures as browsers send them: many people fill in the form of one petition at the same time.

`python -m tools.benchmark.storm ADDRESS NUMBER 64 8` sends forms to a server that is told of one proxy before it, each
from an address of its own, for eight seconds; prints the rate and how many were thanked for as JSON.
"""

import itertools
import json
import re
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import urlencode, urlsplit

from tools.benchmark.line import Line
from tools.benchmark.measuring import Rate, rate_of

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"
TYPED = {
    "family_name": "ნიმუშაძე",
    "birth_date_day": "17",
    "birth_date_month": "5",
    "birth_date_year": "1980",
    "channel": "email",
}


@dataclass(frozen=True)
class Stormed:
    """How fast signatures were taken in, and how many people read that theirs was."""

    rate: Rate
    thanked: int


class Signers:
    """People who sign one petition, each with a number, a letterbox and a network of their own."""

    def __init__(self, address: str, number: str, first: int) -> None:
        self.where = urlsplit(address)
        self.path = f"{self.where.path}petitions/{number}/sign/"
        self.place = itertools.count(first)
        self.thanked: list[int] = []
        self.cookie, token = self._form()
        self.typed = urlencode({"csrfmiddlewaretoken": token, **TYPED}) + "&"

    def _form(self) -> tuple[str, str]:
        """The form as one person opens it; its cookie and its token do for all."""
        with urllib.request.urlopen(self.where._replace(path=self.path).geturl(), timeout=30) as answer:
            cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            found = TOKEN.search(answer.read().decode())
        if found is None:
            raise SystemExit(f"the form at {self.path} has no token")
        return cookie, found[1]

    def one(self) -> Callable[[], None]:
        """Somebody who signs over a connection they keep."""
        line = Line(self.where, "POST", self.path, {"Cookie": self.cookie, "Content-Type": FORM})

        def sign() -> None:
            place = next(self.place)
            own = {"personal_number": f"{60_000_000_000 + place}", "email": f"s{place}@example.org"}
            network = f"\r\nX-Forwarded-For: 10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
            status = line.ask((self.typed + urlencode(own)).encode(), network.encode())
            if status != 302:
                raise RuntimeError(f"a signature was answered with {status}")
            self.thanked.append(place)

        return sign


def main() -> None:
    """Let them sign and say how it went."""
    address, number, clients, seconds, first = sys.argv[1:6]
    signers = Signers(address, number, int(first))
    print("begun", flush=True)
    rate = rate_of(signers.one, int(clients), float(seconds))
    print(json.dumps(asdict(Stormed(rate, len(signers.thanked)))))


if __name__ == "__main__":
    main()
