"""A house whose manifests do not fit together does not start."""

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from eroba.kernel.outbox.facts import Fact
from eroba.kernel.registry import Capability, capabilities, shelf
from eroba.kernel.registry.soundness import faults_of


@dataclass(frozen=True)
class BenchMoved(Fact):
    name = "bench.moved"
    sentence = "A bench was moved."


@dataclass(frozen=True)
class OtherBenchMoved(BenchMoved):
    pass


def on_moved(fact, delivery):
    """Hears of benches."""


def manifest(name="garden", **more):
    return Capability(name=name, title=name, **more)


def test_the_house_fits_together():
    assert faults_of(capabilities()) == []


def test_a_fact_listened_to_must_exist():
    (fault,) = faults_of([manifest(listens={"bench.painted": [on_moved]}, facts=[BenchMoved])])
    assert "garden" in fault and "bench.painted" in fault


def test_a_fact_is_announced_by_one_room():
    (fault,) = faults_of([manifest(facts=[BenchMoved]), manifest("park", facts=[OtherBenchMoved])])
    assert "park and garden" in fault


def test_two_listeners_of_one_name_would_be_one():
    (fault,) = faults_of([manifest(facts=[BenchMoved], listens={"bench.moved": [on_moved, on_moved]})])
    assert "on_moved" in fault


def test_the_start_is_refused(monkeypatch):
    deaf = manifest("deaf", listens={"bench.painted": [on_moved]})
    monkeypatch.setitem(shelf._shelf, "deaf", deaf)
    with pytest.raises(ImproperlyConfigured, match=r"bench\.painted"):
        apps.get_app_config("eroba").ready()


@pytest.mark.parametrize("way", ["import eroba.config.wsgi", "import django; django.setup()"])
def test_no_way_in_starts_with_a_fact_nobody_announces(way):
    """The web server and every command come in by one of these two."""
    spoil = (
        "import eroba.kernel.registry as registry\n"
        "made = registry.Capability(name='deaf', title='deaf', listens={'bench.painted': [print]})\n"
        "registry.register(made)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "eroba.config.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", spoil + way], env=environment, capture_output=True, text=True
    )
    assert ended.returncode != 0 and "bench.painted" in ended.stderr
