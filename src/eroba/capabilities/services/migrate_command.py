"""`eroba service migrate`: says of each running case whether it can go on under the version in force, and moves it."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from eroba.capabilities.services.actions import move_cases, undo_move
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.moving import CaseStanding, Standing, standings_of
from eroba.capabilities.services.queries.cases import running_cases_of
from eroba.capabilities.services.queries.moves import last_move
from eroba.kernel.actions import system_actor
from eroba.kernel.base.errors import Refusal
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


def add_migrate_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("code", help="the service's code")
    parser.add_argument("--municipality", metavar="SLUG", help="only this town; else every town that has it")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--undo", action="store_true", help="take the last move back")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it")


def migrate(options: argparse.Namespace) -> str:
    """Look at the running cases of a service in one town or all, move those that can be, and tell in words."""
    towns = Municipality.objects.order_by("slug")
    if options.municipality:
        towns = towns.filter(slug=options.municipality)
        if not towns:
            raise SystemExit(f"eroba service: there is no municipality {options.municipality!r}")
    told = [found for town in towns if (found := _in_town(town, options)) is not None]
    if not told:
        raise SystemExit(f"eroba service: no town has a service {options.code!r}")
    if options.format == "json":
        plain = {"service": options.code, "dry_run": options.dry_run, "municipalities": told}
        return json.dumps(plain, ensure_ascii=False, indent=2)
    return "\n".join(line for one in told for line in _lines(one, options))


def _in_town(town: Municipality, options: argparse.Namespace) -> dict[str, Any] | None:
    with scope(town):
        service = Service.objects.select_related("current").filter(code=options.code).first()
        if service is None:
            return None
        told: dict[str, Any] = {"municipality": town.slug, "version": service.current.number}
        if options.undo:
            return told | {"back": _undone(service)}
        found = standings_of(service, running_cases_of(service))
        counts = Counter(one.standing.value for one in found)
        told["counts"] = {one.value: counts[one.value] for one in Standing}
        told["cases"] = [one.as_plain() for one in found]
        told["moved"] = [] if options.dry_run else _moved(service, found)
        return told


def _moved(service: Service, found: list[CaseStanding]) -> list[str]:
    movable = [one.case for one in found if one.standing is Standing.MOVABLE]
    if not movable:
        return []
    move = move_cases(system_actor("command"), service=service, cases=movable)
    return sorted(move.moved.values_list("case__matter__number", flat=True))


def _undone(service: Service) -> list[str]:
    last = last_move(service)
    if last is None:
        return []
    try:
        back = undo_move(system_actor("command"), move=last)
    except Refusal:
        return []
    return sorted(case.matter.number for case in back)


def _lines(one: dict[str, Any], options: argparse.Namespace) -> Iterator[str]:
    yield f"{one['municipality']}: {options.code}, version {one['version']}"
    if "back" in one:
        yield f"  back to their old version: {', '.join(one['back']) or 'none'}"
        return
    for case in one["cases"]:
        yield f"  {case['number']}  {case['standing']}  version {case['version']}, {case['stage']}"
        yield from (f"      {reason}" for reason in case["reasons"])
    counts = ", ".join(f"{count} {standing}" for standing, count in one["counts"].items())
    yield f"  {counts}" + ("" if options.dry_run else f"; moved: {', '.join(one['moved']) or 'none'}")
