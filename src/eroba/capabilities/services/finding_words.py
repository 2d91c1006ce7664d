"""What is wrong with a folder in the language being read; checks themselves speak English, as the command does.

Each sentence of a check stands here with its changing parts named. A sentence nobody listed is shown as it was said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from eroba.capabilities.services.definition.findings import Finding

_PART = re.compile(r"%\((\w+)\)s")
#: These parts are sentences of their own.
_SENTENCES = ("problem", "advice")

SENTENCES = (
    # lint
    _("%(code)s is asked though the %(register)s register holds it"),
    _("the clock %(code)s has no legal basis"),
    _("basis: the code of a law"),
    _("the letter is missing"),
    _("the same letter"),
    _("no way leads to the stage %(code)s"),
    _("from %(code)s no way leads to an end"),
    _("a transition, or final: true"),
    _("no row fits when %(facts)s"),
    _("a row for this, or a last row with empty conditions"),
    _("whether a row fits when %(facts)s cannot be decided"),
    _("a last row with empty conditions"),
    _("row %(code)s never decides: the rows before it take every case"),
    _("the row further up, or no such row"),
    _("“%(condition)s” can never hold, so this is never asked"),
    _("a condition some answers fulfil"),
    _("“%(words)s” stands in Georgian and in English"),
    _("each text in its own language"),
    _("nobody ever gets this letter"),
    _("letter: at a step, or no such file"),
    _("%(code)s is fetched and used nowhere"),
    _("only what a question or a fact uses"),
    _("nobody says how long an application that ended as %(code)s is kept"),
    _("retention: {setting: …, then: destroy, basis: …}"),
    _("%(code)s is destroyed, and nobody knows after how many years"),
    _("setting: the code of a number"),
    # simulate
    _("invented applicant %(name)s: %(problem)s"),
    _("no row of the table fits"),
    _("expected %(expected)s, got %(ended)s"),
    _("no example reaches row %(code)s"),
    _("an example"),
    _("no applicant comes to the page %(code)s"),
    _("an example that does"),
    _("no applicant’s case comes to the stage %(code)s"),
    _("no applicant’s case wants the opinion %(code)s"),
    _("no applicant’s case has the period %(code)s"),
    # what depends on a case
    _("%(code)s wants opinions, and nothing is decided there"),
    _("the stage with propose_decision"),
    _("“%(condition)s” speaks of %(name)s, which is not known there"),
    # what is paid
    _("the fee %(code)s has %(count)s"),
    _("one of amount, setting or table"),
    _("the fee %(code)s is never due"),
    _("an entry under payments: in stages.yaml"),
    _("the fee %(code)s asks for %(name)s"),
    _("the fee %(code)s is due before anybody knows %(name)s (source: %(kind)s)"),
    _("a later due_at, or an answer of the form"),
    _("%(code)s depends on the outcome, which is known only when the decision is approved"),
    _("%(code)s stops a deadline though nothing waits for it"),
    _("waits: the step that needs the payment"),
    _("%(code)s becomes due by the step that waits for it"),
    _("an earlier due_at"),
    _("row %(code)s of a fee says %(word)s"),
    # what is public
    _("a service that is not public shows no place"),
    # parts that do not fit together
    _("%(code)s: the clerk is not asked anything"),
    _("“%(condition)s” speaks of %(name)s, which is no fact before %(code)s"),
    _("a fact further up"),
    _("the table asks for %(name)s"),
    _("a fact %(name)s"),
    _("“%(condition)s” cannot be read: %(problem)s"),
    _("%(code)s has nothing to choose from"),
    _("%(code)s asks nothing in its rows"),
    _("%(code)s: least_rows is above most_rows"),
    _("%(code)s: least is above most"),
    _("the two the other way round"),
    _("%(code)s: no words for must_hold"),
    _("%(code)s is of the kind %(kind)s, which has no %(name)s"),
    _("%(code)s: a row of %(group)s cannot ask %(kind)s"),
    _("a field of its own beside the group"),
    _("%(code)s is asked in a row of %(group)s and has a meaning outside"),
    _("a code of its own, such as %(code)s"),
    _("“%(condition)s” speaks of %(name)s, which is asked or worked out only later"),
    _("“%(condition)s” speaks of %(name)s, which is asked nowhere"),
    _("%(code)s is given %(count)s times"),
    _("a code of its own for each"),
    _("%(name)s does not exist"),
    _("one of %(names)s"),
    # what a sheet may say
    _("“%(words)s” is longer than %(most)s characters"),
    _("a shorter text"),
    _("the text is empty"),
    _("some words"),
    _("%(number)s is too large"),
    _("at most %(most)s"),
    _("%(number)s is too small"),
    _("at least %(least)s"),
    _("too few entries"),
    _("too many entries"),
    _("%(names)s is missing"),
    _("%(names)s is not known here"),
    _("“%(words)s” is not possible"),
    _("“%(words)s” is of the wrong kind"),
    _("“%(words)s” is written differently"),
    _("key: value pairs"),
    _("a list (lines that begin with -)"),
    _("text in quotes"),
    _("a whole number"),
    _("true or false"),
    _("a number"),
    _("a date such as \"2026-01-31\", in quotes"),
    _("a number in quotes, such as \"150.00\""),
    _("lower-case words joined by hyphens, such as about-you"),
    _("lower-case words joined by underscores, such as given_name"),
    _("two to five capital letters, such as SOC"),
    _("the code is %(code)s; this working copy is for %(other)s"),
    # reading files
    _("the file is larger than %(most)s kB"),
    _("several smaller services"),
    _("the file is not UTF-8 text"),
    _("the same text saved as UTF-8"),
    _("check indentation and quotes"),
    _("cannot be read as YAML"),
    _("the file is empty"),
    _("the file is missing"),
    _("a file %(name)s"),
    _("anchors and aliases (& and *) are not allowed"),
    _("the text itself, repeated"),
    _("tags (!) are not allowed"),
    _("the plain value"),
    _("too deep or too many values for one file"),
    _("a key must be a word"),
    _("“%(words)s” is written twice"),
    _("it once"),
    _("too many files"),
    _("this file does not belong here"),
    _("a name ending in %(ending)s"),
    _("mapping values are not allowed in this context"),
    _("could not find expected ':'"),
    _("did not find expected key"),
    _("did not find expected '-' indicator"),
    _("found character that cannot start any token"),
    _("found unexpected end of stream"),
    # tables
    _("the table is too large"),
    _("two smaller tables"),
    _("not JSON: %(problem)s"),
    _("cannot be read as JSON"),
    _("a table is an object with nodes and edges"),
    _("a table needs a list of nodes"),
    _("one input, one decision table, one output"),
    _("function nodes are not allowed: they run code"),
    _("a decision table"),
    _("the nodes are %(kinds)s"),
    _("the table is empty"),
    _("columns and rows"),
    _("loops and pass-through are not allowed"),
    _("a table in single mode"),
    _("the hit policy must be “first”, so that one row decides and can be cited"),
    _("the nodes are not joined in one line"),
    _("edges from the input to the table and on to the output"),
    _("the table needs one to %(most)s %(side)s"),
    _("each of the %(side)s needs an id and a field"),
    _("the table does not say %(names)s"),
    _("a column for each of them"),
    _("row %(at)s: every cell must be text"),
    _("row %(at)s: each row needs a code of its own (_id)"),
    _("row %(at)s (%(code)s), %(column)s: “%(cell)s”: %(problem)s"),
    _("a comparison such as < 100 or 'word'"),
    _("a word in quotes or a number"),
    _("is empty"),
    # expressions
    _("longer than %(most)s characters; split it into a computed value"),
    _("loops over lists (#) are not allowed; compare single answers"),
    _("ranges (..) are not allowed here; write two comparisons"),
    _("text templates (`) are not allowed"),
    _("the sign $ is not allowed; name the answer itself"),
    _("nested more than %(most)s deep; split it into a computed value"),
    # letters
    _("the letter is too long"),
    _("a shorter letter"),
    _("the letter is not UTF-8 text"),
    _("a letter begins with its title"),
    _("nothing fills the gap %(gap)s"),
    _("braces are only for gaps"),
    _("<%(tag)s> is never closed"),
    _("<%(tag)s> is not allowed"),
    _("<%(tag)s> may not have attributes"),
    _("</%(tag)s> closes nothing"),
    _("comments are not allowed in letters"),
    _("declarations are not allowed in letters"),
    _("processing instructions are not allowed in letters"),
    # archives
    _("the archive is too large"),
    _("this is not an archive of a service"),
    _("a file made by eroba service export"),
    _("the archive holds too many files"),
    _("this name does not belong in a service"),
    _("the files of a folder only"),
    _("this file is in the archive twice"),
    _("links and locked files are not allowed"),
    _("the file itself"),
    _("the file is too large"),
    _("the manifest is missing or cannot be read"),
    _("the manifest is not of this format"),
    _("an archive of this version of Eroba"),
    _("the manifest names this file, and it is not there"),
    _("the manifest does not name this file"),
    _("the file was changed after it was signed"),
    _("the archive as it was exported"),
    _("the signature is broken: somebody may have changed the service on its way"),
    _("the manifest speaks of another service"),
    _("a new export, or --although “%(words)s”"),
    _("an archive of the sender you mean"),
    _("the folder it was published from"),
    _("an older or newer Eroba"),
    _("links out of the folder are not followed"),
    _("the files themselves"),
)  # fmt: skip


def in_words(finding: Finding) -> Finding:
    """Say a finding in the language being read; names, codes and what was written stay as they are."""
    if (get_language() or "en").startswith("en"):
        return finding
    return replace(finding, message=_told(finding.message), instead=_told(finding.instead))


def is_listed(english: str) -> bool:
    """Whether a sentence has its translation here, by itself or behind the place it speaks of."""
    return any(_match(one) for one in _readings(english))


def _told(english: str) -> str:
    for reading in _readings(english):
        found = _match(reading)
        if found is not None:
            template, parts = found
            told = {name: _told(part) if name in _SENTENCES else part for name, part in parts.items()}
            return english.removesuffix(reading) + gettext(template) % told
    return english


def _readings(english: str) -> Iterator[str]:
    """The sentence itself, and what is left of it behind "place › 2: "."""
    if not english:
        return
    yield english
    place, colon, rest = english.partition(": ")
    if colon and rest and " " not in place.replace(" › ", ""):
        yield rest


def _match(english: str) -> tuple[str, dict[str, str]] | None:
    for template, pattern in _patterns():
        found = pattern.fullmatch(english)
        if found:
            return template, found.groupdict()
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # What has the fewest changing parts is tried first: "the letter is missing" before "%(names)s is missing".
    in_turn = sorted(SENTENCES, key=lambda one: (len(_PART.findall(one)), -len(one)))
    return tuple((one, _pattern(one)) for one in in_turn)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _PART.split(template)
    written = "".join(f"(?P<{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile(written, re.DOTALL)
