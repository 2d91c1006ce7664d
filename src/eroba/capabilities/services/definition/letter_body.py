"""Letters of a service: plain HTML of few tags with named gaps, no logic; filled with escaped values.

A letter comes from a folder somebody else may have written, so it is no template in a programming sense.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape
from html.parser import HTMLParser

from eroba.capabilities.services.definition.findings import Finding

LARGEST_LETTER_BYTES = 64 * 1024
ALLOWED_TAGS = frozenset("h1 h2 h3 p ul ol li strong em br table thead tbody tr th td".split())
GAPS = frozenset(
    "applicant_name service_title case_number received_on due_on decided_on amount because basis rule_code "
    "iban_masked appeal_until appeal_basis paper_title paper_reason bring_until unit".split()
)
_HEADING = re.compile(r"<h1>([^<]*)</h1>")
#: What may also stand in a gap, followed by a point and a code of the folder: {{ answers.household_size }}.
NAMED_GAPS = ("answers", "computed", "settings")
_GAP = re.compile(r"\{\{\s*([a-z_]+(?:\.[a-z][a-z0-9_]*)?)\s*\}\}")


def gaps_in(body: str) -> set[str]:
    """Return the names of the gaps a letter has."""
    return set(_GAP.findall(body))


def filled(body: str, values: Mapping[str, object]) -> str:
    """Return the letter with each gap filled, values escaped; a gap without a value becomes a dash."""
    return _GAP.sub(lambda gap: escape(str(values.get(gap.group(1)) or "—")).replace("\n", "<br>"), body)


def title_and_text(body: str) -> tuple[str, str]:
    """Part a letter into its first heading, which becomes its title, and what follows."""
    heading = _HEADING.match(body.strip())
    if heading is None:
        return "", body
    return heading.group(1).strip(), body.strip()[heading.end() :].strip()


def findings_in_letter(file: str, body: str) -> Iterator[Finding]:
    """Say what in a letter is not allowed: tags, attributes, unknown gaps, tags left open."""
    if len(body.encode()) > LARGEST_LETTER_BYTES:
        yield Finding(file, 0, "the letter is too long", "a shorter letter")
        return
    if not _HEADING.match(body.strip()):
        yield Finding(file, 1, "a letter begins with its title", "<h1>…</h1>")
    for line, text in enumerate(body.splitlines(), start=1):
        for gap in sorted(gaps_in(text) - GAPS):
            if gap.partition(".")[0] not in NAMED_GAPS or "." not in gap:
                known = ", ".join([*sorted(GAPS), *(f"{kind}.…" for kind in NAMED_GAPS)])
                yield Finding(file, line, f"nothing fills the gap {gap}", f"one of {known}")
        if "{" in _GAP.sub("", text) or "}" in _GAP.sub("", text):
            yield Finding(file, line, "braces are only for gaps", "{{ case_number }}")
    reader = _TagReader(file)
    reader.feed(body)
    reader.close()
    yield from reader.findings
    for tag, line in reader.open_tags:
        yield Finding(file, line, f"<{tag}> is never closed", f"</{tag}>")


def findings_in_named_gaps(file: str, body: str, known: Collection[str]) -> Iterator[Finding]:
    """Say which gaps name an answer, a computed value or a setting that the folder does not have."""
    for line, text in enumerate(body.splitlines(), start=1):
        for gap in sorted(gap for gap in gaps_in(text) if "." in gap and gap not in known):
            alike = sorted(name for name in known if name.partition(".")[0] == gap.partition(".")[0])
            yield Finding(
                file, line, f"nothing fills the gap {gap}", f"one of {', '.join(alike) or 'no gap'}"
            )


class _TagReader(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=False)
        self.file = file
        self.findings: list[Finding] = []
        self.open_tags: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self._refuse(f"<{tag}> is not allowed", f"one of {', '.join(sorted(ALLOWED_TAGS))}")
        elif attrs:
            self._refuse(f"<{tag}> may not have attributes", f"<{tag}>")
        if tag != "br":
            self.open_tags.append((tag, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if self.open_tags and self.open_tags[-1][0] == tag:
            self.open_tags.pop()
        else:
            self._refuse(f"</{tag}> closes nothing", "")

    def handle_comment(self, data: str) -> None:
        self._refuse("comments are not allowed in letters", "")

    def handle_decl(self, decl: str) -> None:
        self._refuse("declarations are not allowed in letters", "")

    def handle_pi(self, data: str) -> None:
        self._refuse("processing instructions are not allowed in letters", "")

    def unknown_decl(self, data: str) -> None:
        self._refuse("declarations are not allowed in letters", "")

    def _refuse(self, message: str, instead: str) -> None:
        self.findings.append(Finding(self.file, self.getpos()[0], message, instead))
