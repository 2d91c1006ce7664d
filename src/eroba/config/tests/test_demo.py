"""The demonstration: who is in it, that loading twice adds nothing, and what `eroba demo` would start."""

import argparse
import socket
from contextlib import ExitStack

import pytest
from django.test import Client

from eroba.capabilities.services.models import Case
from eroba.config.commands import demo
from eroba.config.demo import loading, telling
from eroba.config.demo.people import read_yaml, sign_ins
from eroba.config.supervisor import port_is_free
from eroba.kernel.audit.sealer import journal_flaws
from eroba.kernel.base.clock import today
from eroba.kernel.discussion.models import Comment
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import across_all, scope
from eroba.kernel.undertakings.models import Undertaking

KEPT = {"upheld", "waiting", "new", "assessment"}


@pytest.fixture
def short_story(monkeypatch):
    """One application of each of a few kinds: the whole story takes a minute."""
    whole = read_yaml("story")
    kinds = dict.fromkeys(KEPT)
    for row in whole["ozurgeti"]:
        if row["way"] in KEPT:
            kinds[row["way"]] = row
    story = {"ozurgeti": list(kinds.values()), "khobi": []}
    monkeypatch.setattr(telling, "read_yaml", lambda name: story)
    # the test's tables are there, and PostgreSQL cannot build tables in the middle of a transaction
    monkeypatch.setattr(loading, "call_command", lambda *words, **options: None)


@pytest.mark.django_db
def test_loading_makes_a_town_at_work_and_twice_is_once(short_story):
    said = []
    loading.load_demonstration(said.append)
    ozurgeti = Municipality.objects.get(slug="ozurgeti")
    assert ozurgeti.is_open and Municipality.objects.filter(is_open=True).count() == 11
    with scope(ozurgeti):
        cases = {case.stage: case for case in Case.objects.select_related("matter")}
        assert set(cases) == {"decided", "missing-paper", "completeness", "assessment"}
        assert cases["decided"].outcome == "granted" and cases["assessment"].received_at.date() < today()
        kept = {one.state for one in Undertaking.objects.all()}
        assert kept == {"open", "kept", "broken", "replaced"} and Comment.objects.count() == 4
        assert journal_flaws() == [] and not Person.objects.filter(is_invented=False).exists()
        assert not Delivery.objects.exclude(state=Delivery.State.DONE).exists()
        before = [model.objects.count() for model in (Case, Person, Account, Undertaking)]
    loading.load_demonstration(said.append)
    with scope(ozurgeti):
        assert [model.objects.count() for model in (Case, Person, Account, Undertaking)] == before
    with across_all(reason="count the accounts that sign_ins names"):
        assert all(Account.objects.get(email=row.email).check_password(row.password) for row in sign_ins())
    assert Client().get("/ka/ozurgeti/").status_code == 200


def test_every_application_of_the_story_has_a_way_and_an_applicant():
    story, residents = read_yaml("story"), read_yaml("residents")
    for town, rows in story.items():
        accounts = {row["account"] for row in residents[town]}
        assert all(row["way"] in telling.WAYS and row["who"] in accounts for row in rows)
    assert sum(map(len, story.values())) >= 40


def test_steps_of_one_application_follow_each_other_in_time():
    for row in read_yaml("story")["ozurgeti"]:
        days = [day for day, _step in telling._days(row, today())]
        assert days == sorted(days) and days[-1] <= today()


def test_a_taken_port_is_said_at_once(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo.run(argparse.Namespace(load_only=False, port=port)) == 1
    assert f"PORT={port + 1}" in capsys.readouterr().err


def test_nothing_is_loaded_into_a_town_at_work(settings, capsys):
    settings.IS_DEMO = False
    assert demo.run(argparse.Namespace(load_only=True, port=1)) == 1
    assert "not a demonstration" in capsys.readouterr().err


def test_each_program_has_a_port_of_its_own_beside_other_demonstrations():
    """With two more of them running, the search for a port for the bank comes to where that of the registers ended."""
    with ExitStack() as others:
        for port in (*range(demo.BANK_PORT, demo.BANK_PORT + 4), demo.LETTERBOX_PORT):
            if port_is_free(port):
                taken = others.enter_context(socket.socket())
                taken.bind(("127.0.0.1", port))
                taken.listen()
        commands = [program.command for program in demo.programs(8000)]
    ports = [command[command.index("--port") + 1] for command in commands if "--port" in command]
    assert len(ports) == 4 and len(set(ports)) == 4


def test_real_registers_and_mail_are_not_replaced(monkeypatch):
    names = [program.name for program in demo.programs(8000)]
    assert names == ["registers", "bank", "letterbox", "web", "worker"]
    monkeypatch.setenv("EROBA_CIVIL_REGISTER", "https://register.example")
    monkeypatch.setenv("EROBA_SMTP_HOST", "mail.example")
    monkeypatch.setenv("EROBA_BANK", "https://bank.example")
    assert [program.name for program in demo.programs(8000)] == ["web", "worker"]


def test_the_welcome_names_address_and_password():
    said = demo.welcome(8123)
    assert "http://127.0.0.1:8123/" in said and "clerk@ozurgeti.example" in said and "eroba demo 2026" in said
