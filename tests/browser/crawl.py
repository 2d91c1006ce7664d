"""Finds the pages of the product the way a curious person does: by following links. One page of each kind is kept."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import html5lib
from django.urls import Resolver404, resolve
from django.utils import translation

# So many of each kind are read for their links; the first that answers is the page that is looked at.
SEVERAL_OF_A_KIND = 3
LEAVES = re.compile(r"/(logout|language)/")


@dataclass(frozen=True)
class Answer:
    """What an address answered."""

    status: int
    content_type: str
    text: str


@dataclass
class Crawl:
    """What one visitor can reach by links in one language. `read` fetches an address as that visitor."""

    read: Callable[[str], Answer]
    address: str
    language: str
    is_strict: bool = True
    """Whether mistakes of the HTML are troubles too; finding them takes longer than following the links."""
    pages: dict[str, str] = field(default_factory=dict)
    """Name of the route -> the first address of that kind that answered with a page."""
    texts: dict[str, str] = field(default_factory=dict)
    """Address of each page kept -> its HTML."""
    troubles: list[str] = field(default_factory=list)
    """Links that lead nowhere, and pages whose HTML is not valid."""

    def follow(self, *starts: str) -> "Crawl":
        """Read pages and their links until nothing new is found."""
        waiting = [urljoin(self.address, start) for start in starts]
        seen = set(waiting)
        met = Counter(map(kind_of, waiting))
        while waiting:
            here = waiting.pop(0)
            for link in self._links_of(here, kind_of(here)):
                kind = kind_of(link)
                if link not in seen and met[kind] < SEVERAL_OF_A_KIND:
                    seen.add(link)
                    met[kind] += 1
                    waiting.append(link)
        return self

    def _links_of(self, here: str, kind: str) -> Iterable[str]:
        answer = self.read(here)
        if answer.status >= 400:
            self.troubles.append(f"{answer.status} at {here}")
            return []
        if "text/html" not in answer.content_type:
            return []
        if self.pages.setdefault(kind, here) == here:
            self.texts[here] = answer.text
        if self.is_strict:
            self.troubles += [f"HTML of {here}, {mistake}" for mistake in mistakes_in(answer.text)]
        return [address for link in links_in(answer.text) if (address := self._inside(here, link))]

    def _inside(self, here: str, link: str) -> str:
        """The link as an address of this product in this language, or nothing."""
        address = urldefrag(urljoin(here, link)).url
        path = urlsplit(address).path
        is_ours = address.startswith(self.address) and path.startswith(
            (f"/{self.language}/", "/verify/", "/ui/")
        )
        return address if is_ours and not LEAVES.search(path) else ""


class _Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


def links_in(text: str) -> list[str]:
    """Where the links of a page lead, as written."""
    page = _Links()
    page.feed(text)
    return page.found


def mistakes_in(text: str) -> list[str]:
    """What a strict reader finds wrong with the HTML of a page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    return [f"line {line}: {problem}" for (line, _column), problem, _values in parser.errors]


def kind_of(address: str) -> str:
    """The name of the route an address belongs to."""
    path = urlsplit(address).path
    try:
        # the address book is open in one language at a time
        with translation.override("en" if path.startswith("/en/") else "ka"):
            match = resolve(path)
    except Resolver404:
        return f"nowhere: {address}"
    return match.view_name or match.route
