"""The doors between rooms: only actions write, every action is one, every fact is known, can be said and is heard."""

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest
from django.utils.translation import override

import eroba.capabilities
import eroba.kernel
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.registry import capabilities
from eroba.kernel.registry.shelf import fact_types
from tests.house.tree import ROOT, Module, modules

FACES = {"views", "api", "tasks", "commands", "exports", "feeds", "forms", "queries", "rules"}
WRITING = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete"}
# An account belongs to no town, and in which language somebody reads is nobody's act.
MAY_WRITE = {("src/eroba/kernel/people/views/my.py", "account.save")}


def action_rooms() -> list[ModuleType]:
    """The `actions` of every room that has some."""
    found = []
    for floor in (eroba.capabilities, eroba.kernel):
        for room in iter_modules(floor.__path__, f"{floor.__name__}."):
            inside = {name for _finder, name, _is_package in iter_modules(import_module(room.name).__path__)}
            if "actions" in inside:
                found.append(import_module(f"{room.name}.actions"))
    return found


ACTION_ROOMS = action_rooms()


@pytest.mark.parametrize("room", ACTION_ROOMS, ids=lambda room: room.__name__)
def test_what_a_room_lets_others_do_is_an_action(room: ModuleType) -> None:
    offered = {
        name: thing
        for name, thing in vars(room).items()
        if inspect.isfunction(thing)
        and not name.startswith("_")
        and inspect.unwrap(thing).__module__.startswith(room.__name__)
    }
    assert offered
    bare = [
        name
        for name, thing in offered.items()
        if next(iter(inspect.signature(inspect.unwrap(thing)).parameters), "") == "by"
        and not hasattr(thing, "is_action")
    ]
    assert not bare


def face_of(module: Module) -> bool:
    """Whether a file only shows, asks or judges."""
    parts = module.path.relative_to(ROOT).with_suffix("").parts
    # src, eroba, floor, room, and then the room's own file or folder
    return parts[:2] == ("src", "eroba") and not module.is_test and bool(FACES & set(parts[4:]))


def test_only_actions_write() -> None:
    found = [
        f"{module}:{node.lineno} {ast.unparse(node.func)}"
        for module in modules()
        if face_of(module)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and "session" not in ast.unparse(node.func)
        and (str(module), ast.unparse(node.func)) not in MAY_WRITE
    ]
    assert not found


def every_fact(kind: type[Fact] = Fact) -> set[type[Fact]]:
    """All kinds of facts that have a name."""
    below = {fact for child in kind.__subclasses__() for fact in {child, *every_fact(child)}}
    return {
        fact
        for fact in below
        if getattr(fact, "name", "")
        and fact.__module__.startswith("eroba.")
        and ".tests" not in fact.__module__
    }


def test_every_fact_stands_in_a_manifest() -> None:
    listed = set(fact_types().values())
    assert not {fact.__name__ for fact in every_fact()} - {fact.__name__ for fact in listed}


@pytest.mark.parametrize("name", sorted(fact_types()))
def test_every_fact_can_be_said_in_both_languages(name: str) -> None:
    fact = fact_types()[name]
    said = {}
    for language in ("ka", "en"):
        with override(language):
            said[language] = str(fact.sentence)
    assert said["ka"] and said["en"] and said["ka"] != said["en"]
    assert any("ა" <= letter <= "ჰ" for letter in said["ka"])


def test_nobody_listens_to_a_fact_that_cannot_happen() -> None:
    assert not {name for capability in capabilities() for name in capability.listens} - set(fact_types())
