"""The command: finds its jobs, says in words what is wrong, and exits with 0 only on success."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from eroba.config import command
from eroba.config.jobs import JOBS, find_job, is_installed
from eroba.kernel.actions import Done, action, allow, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.sealer import seal_journal
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.rows import lift_triggers
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


@action(may=lambda by: allow())
def ring_the_bell(by):
    """Something small for the journal."""
    return Done(None, after={"rung": True})


def test_without_words_it_lists_its_jobs(capsys):
    assert command.main([]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name, job in JOBS.items() if is_installed(job)) and "eroba migrate" in said


def test_the_list_of_jobs_needs_no_settings():
    lists = subprocess.run(
        [sys.executable, "-m", "eroba.config.command", "--help"],
        env={"PYTHONPATH": ":".join(sys.path), "EROBA_DATABASE_URL": "nonsense://"},
        capture_output=True,
        text=True,
    )
    assert lists.returncode == 0 and "municipality add" in lists.stdout


@pytest.mark.parametrize("name", [name for name, job in JOBS.items() if is_installed(job)])
def test_every_job_explains_itself_with_an_example(name, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main([*name.split(), "--help"])
    said = capsys.readouterr().out.lower()
    assert ended.value.code == 0 and "example" in said and "usage: eroba" in said


def test_the_longer_name_wins():
    assert find_job(["verify", "journal", "--x"])[0] == "verify journal"
    assert find_job(["demo", "--load-only"])[2] == ["--load-only"]
    assert find_job(["migrate"]) is None


def test_half_a_name_is_answered_with_the_choices(capsys):
    assert command.main(["municipality"]) == 2
    assert "eroba municipality list" in capsys.readouterr().err


def test_a_town_is_opened_by_one_name_and_listed(capsys):
    assert command.main(["municipality", "add", "new-town", "--name", "ახალქალაქი სოფელი"]) == 0
    assert command.main(["municipality", "list", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert (row["slug"], row["name"], row["name_en"]) == (
        "new-town",
        "ახალქალაქი სოფელი",
        "Akhalkalaki Sopeli",
    )
    assert "portal" in row["capabilities"]
    with scope(Municipality.objects.get(slug="new-town")):
        assert JournalEntry.objects.get().action == "portal.open_town"


@pytest.mark.parametrize("slug", ["desk", "portal", "A Town", "x", "-ab", "ქალაქი"])
def test_a_bad_address_is_refused_in_words(slug, capsys):
    assert command.main(["municipality", "add", "--name=Town", "--", slug]) == 1
    assert "eroba municipality add: " in capsys.readouterr().err
    assert not Municipality.objects.filter(is_open=True).exists()


def test_the_same_town_is_not_opened_twice(capsys):
    arguments = ["municipality", "add", "khobi", "--name", "Khobi"]
    assert command.main(arguments) == 0 and command.main(arguments) == 1
    assert "open already" in capsys.readouterr().err


def test_prefixes_of_numbers_never_meet():
    for slug in ("mato", "matopi", "matosi", "mat", "maxato"):
        command.main(["municipality", "add", slug, "--name", slug])
    prefixes = list(Municipality.objects.values_list("number_prefix", flat=True))
    assert len(prefixes) == len(set(prefixes)) and all(len(prefix) <= 5 for prefix in prefixes)


def test_loading_the_country_says_what_was_new(capsys):
    assert command.main(["municipality", "load-national"]) == 0
    assert "65 municipalities" in capsys.readouterr().out
    command.main(["municipality", "load-national"])
    assert "0 municipalities and 0 settlements were new" in capsys.readouterr().out


def test_the_journal_is_verified_and_a_change_is_found(in_ozurgeti, capsys):
    ring_the_bell(system_actor("test"))
    seal_journal()
    assert command.main(["verify", "journal"]) == 0
    assert "ozurgeti" in capsys.readouterr().out
    connection.check_constraints()  # PostgreSQL refuses to touch a table with checks still to come
    lift_triggers()
    JournalEntry.objects.update(after={"rung": False})
    assert command.main(["verify", "journal", "--municipality", "ozurgeti"]) == 1


def test_an_unknown_town_is_an_error(capsys):
    assert command.main(["verify", "journal", "--municipality", "atlantis"]) == 1
    assert "atlantis" in capsys.readouterr().err
