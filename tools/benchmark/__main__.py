"""Runs the comparisons on SQLite and PostgreSQL and writes docs/benchmarks.md."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tools.benchmark.desk import Listed
from tools.benchmark.forms import Figures
from tools.benchmark.journal import Checked
from tools.benchmark.measuring import Rate, rate_of, reader
from tools.benchmark.petition import Storm, storm_of_signatures
from tools.benchmark.report import Comparison, Desk, Form, Journal, write
from tools.benchmark.running import BARE, OURS, ROOT, run, say, serving
from tools.benchmark.tally import measure as measure_tallies
from tools.postgres import DATABASE, SECOND_DATABASE, running_postgres

# A question in the address has the page made anew, as for the first who asks.
PAGES = {
    "home of a town": "/ka/ozurgeti/",
    "catalogue of services": "/ka/ozurgeti/services/",
}
WRITERS = (1, 4)
SIGNERS = 64
READERS = 4
SECONDS = 8.0
JOURNAL_ENTRIES = 100_000
APPLICATIONS = 1_000_000
PACE = 20
NOTES = """
from tools.benchmark.bare.models import Note, Town
town = Town.objects.create(name="ოზურგეთი")
Note.objects.bulk_create(Note(town=town, title=f"Note {n}", text="because " * 60) for n in range(2000))
"""


def compare_writing(database: str, bare_url: str, our_url: str) -> Iterator[Comparison]:
    """The bare insert beside an accepted application."""
    for clients in WRITERS:
        say(f"{database}: writing, {clients} at a time")
        bare, ours = (
            Rate(**json.loads(run(settings, url, "tools.benchmark.writing", kind, str(clients))))
            for settings, url, kind in ((BARE, bare_url, "bare"), (OURS, our_url, "ours"))
        )
        yield Comparison("an application accepted", database, clients, ours, bare)
    yield from compare_opening(database, our_url, bare)
    say(f"{database}: signing, {SIGNERS} at a time")
    bare, ours = (
        Rate(**json.loads(run(settings, url, "tools.benchmark.writing", kind, str(SIGNERS))))
        for settings, url, kind in ((BARE, bare_url, "bare"), (OURS, our_url, "signature"))
    )
    yield Comparison("a signature of a petition taken in", database, SIGNERS, ours, bare)


def compare_opening(database: str, our_url: str, bare: Rate) -> Iterator[Comparison]:
    """What follows after acceptance, beside the bare insert: for somebody alone, and twenty at a time by the worker."""
    for what, kind in (("accepted and opened, alone", "alone"), ("opened by the worker", "opened")):
        say(f"{database}: applications {what}")
        told = json.loads(run(OURS, our_url, "tools.benchmark.writing", kind, "1"))
        yield Comparison(f"an application {what}", database, 1, Rate(**told), bare)


def compare_reading(database: str, bare_url: str, our_url: str) -> Iterator[Comparison]:
    """Bare pages beside public pages of ours: made anew each time, and kept for the next who ask."""
    say(f"{database}: reading")
    with serving(BARE, "tools.benchmark.bare.server:application", bare_url, 8971) as address:
        made, kept = (rate_of(reader(f"{address}/{path}"), READERS, SECONDS) for path in ("", "kept/"))
    with serving(OURS, "eroba.config.wsgi:application", our_url, 8972) as address:
        for what, path in PAGES.items():
            anew = rate_of(reader(f"{address}{path}?anew"), READERS, SECONDS)
            yield Comparison(f"{what}, made anew", database, READERS, anew, made)
            yield Comparison(
                f"{what}, kept", database, READERS, rate_of(reader(address + path), READERS, SECONDS), kept
            )
        yield reading_while_writing(database, our_url, address)


def reading_while_writing(database: str, our_url: str, address: str) -> Comparison:
    """One reader alone, then while another process accepts applications; the page is made anew each time."""
    page = reader(f"{address}{PAGES['catalogue of services']}?anew")
    alone = rate_of(page, 1, SECONDS)
    command = [sys.executable, "-m", "tools.benchmark.writing", "ours", "1", str(PACE)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": OURS, "EROBA_DATABASE_URL": our_url}
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()  # it says when it begins
        during = rate_of(page, 1, SECONDS)
        writing.terminate()
    return Comparison(f"reading while {PACE} applications a second arrive", database, 1, during, alone)


def compare(database: str, bare_url: str, our_url: str) -> Iterator[Comparison]:
    """Prepare both sides on one database and compare them."""
    say(f"{database}: preparing")
    run(BARE, bare_url, "django", "migrate", "--run-syncdb", "--verbosity=0")
    run(BARE, bare_url, "django", "shell", "--command", NOTES)
    run(OURS, our_url, "django", "migrate", "--verbosity=0")
    run(OURS, our_url, "eroba.config.command", "demo", "--load-only")
    run(OURS, our_url, "django", "collectstatic", "--no-input", "--verbosity=0")
    yield from compare_reading(database, bare_url, our_url)
    yield from compare_writing(database, bare_url, our_url)


def check_journal(database: str, our_url: str) -> Journal:
    """A whole journal of a hundred thousand entries."""
    say(f"{database}: checking a journal of {JOURNAL_ENTRIES:,} entries")
    run(OURS, our_url, "django", "migrate", "--verbosity=0")
    told = json.loads(run(OURS, our_url, "tools.benchmark.journal", str(JOURNAL_ENTRIES)))
    return Journal(database, Checked(**told))


def fill_in(database: str, our_url: str) -> Form:
    """A form of two hundred questions in the demonstration that `compare` has loaded."""
    say(f"{database}: a form of two hundred questions")
    told = json.loads(run(OURS, our_url, "tools.benchmark.forms").splitlines()[-1])
    return Form(database, Figures(**told))


def open_the_list(database: str, our_url: str) -> Desk:
    """The desk's list in the demonstration that `compare` has loaded, grown to a million applications."""
    say(f"{database}: the desk of a town with {APPLICATIONS:,} applications")
    told = json.loads(run(OURS, our_url, "tools.benchmark.desk", str(APPLICATIONS)))
    return Desk(database, Listed(**told))


def main() -> None:
    """Measure, print, write down."""
    found: list[Comparison] = []
    forms: list[Form] = []
    journals: list[Journal] = []
    desks: list[Desk] = []
    storms: list[Storm] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EROBA_HOME"] = folder
        found += compare("SQLite", f"sqlite:///{folder}/bare.sqlite3", f"sqlite:///{folder}/ours.sqlite3")
        storms.append(storm_of_signatures("SQLite", f"sqlite:///{folder}/ours.sqlite3"))
        forms.append(fill_in("SQLite", f"sqlite:///{folder}/ours.sqlite3"))
        desks.append(open_the_list("SQLite", f"sqlite:///{folder}/ours.sqlite3"))
        journals.append(check_journal("SQLite", f"sqlite:///{folder}/journal.sqlite3"))
        with running_postgres(is_durable=True) as url:
            beside = url.replace(f"/{DATABASE}?", f"/{SECOND_DATABASE}?")
            found += compare("PostgreSQL", beside, url)
            storms.append(storm_of_signatures("PostgreSQL", url))
            forms.append(fill_in("PostgreSQL", url))
            desks.append(open_the_list("PostgreSQL", url))
            journals.append(check_journal("PostgreSQL", url))
    say("counting participatory budgets")
    print(write(found, storms, journals, forms, desks, measure_tallies()))


if __name__ == "__main__":
    main()
