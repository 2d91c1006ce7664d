"""A storm of signatures as browsers send them: many people fill in the form of one petition at the same time.

`python -m tools.benchmark.storm ADDRESS NUMBER 64 8` sends forms to a server that is told of one proxy before it, each
from an address of its own, for eight seconds; prints the rate and how many were thanked for as JSON.
"""

import http.client
import itertools
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import urlencode, urlsplit

from tools.benchmark.measuring import Rate, rate_of

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
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
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.path = f"{parts.path}petitions/{number}/sign/"
        self.place = itertools.count(first)
        self.thanked: list[int] = []
        self.cookie, self.token = self._form()

    def _form(self) -> tuple[str, str]:
        """The form as one person opens it; its cookie and its token do for all."""
        asked = http.client.HTTPConnection(self.host, self.port, timeout=30)
        asked.request("GET", self.path)
        answer = asked.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = TOKEN.search(answer.read().decode())
        asked.close()
        if answer.status != 200 or found is None:
            raise SystemExit(f"the form at {self.path} answered {answer.status}")
        return cookie, found[1]

    def one(self) -> Callable[[], None]:
        """Somebody who signs over a connection they keep."""
        line = http.client.HTTPConnection(self.host, self.port, timeout=60)

        def sign() -> None:
            place = next(self.place)
            own = {"personal_number": f"{60_000_000_000 + place}", "email": f"s{place}@example.org"}
            heads = {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": self.cookie,
                "X-Forwarded-For": f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}",
            }
            typed = urlencode({"csrfmiddlewaretoken": self.token, **TYPED, **own})
            line.request("POST", self.path, typed, heads)
            answer = line.getresponse()
            answer.read()
            if answer.status != 302:
                raise RuntimeError(f"a signature was answered with {answer.status}")
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
