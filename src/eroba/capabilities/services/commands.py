"""`eroba service …`: lists, tests, publishes and documents services, and exchanges them as signed archives."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import override

from eroba.capabilities.services.actions import publish_service
from eroba.capabilities.services.checking import Check, check_folder, own_values, with_values
from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.exchange import (
    IN_WORDS,
    arrived,
    exported_folder,
    exported_version,
    public_key,
    read_archive,
)
from eroba.capabilities.services.lint import Connected, held_here, lint, open_questions
from eroba.capabilities.services.migrate_command import add_migrate_arguments, migrate
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.page import index_page, service_page
from eroba.capabilities.services.report import report_of, report_page
from eroba.capabilities.services.simulate import simulate
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

EXAMPLE = "eroba service publish services/one-off-social-assistance --municipality ozurgeti"
FINE, WRONG = 0, 1
Told = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    kinds = "list|publish|lint|simulate|document|export|import|migrate"
    jobs = parser.add_subparsers(dest="job", required=True, metavar=kinds)
    listing = jobs.add_parser("list", help="show the services of a town")
    publishing = jobs.add_parser("publish", help="check a folder and publish it in a town")
    linting = jobs.add_parser("lint", help="look for what a town would regret after publishing")
    simulating = jobs.add_parser("simulate", help="run the folder's test applicants")
    documenting = jobs.add_parser("document", help="write one page for each folder, and a list of them")
    documenting.add_argument("paths", type=Path, nargs="+", metavar="path", help="the services’ folders")
    documenting.add_argument("--output", type=Path, required=True, help="where the pages go")
    importing = jobs.add_parser("import", help="take in an archive: shows what it changes, then publishes it")
    for one in (publishing, linting, simulating):
        one.add_argument("path", type=Path, help="the service's folder")
    for one in (linting, simulating):
        one.add_argument(
            "--municipality", metavar="SLUG", help="look with this town’s own amounts and connected registers"
        )
    for one in (listing, publishing, importing):
        one.add_argument("--municipality", required=True, metavar="SLUG", help="the town")
    add_migrate_arguments(jobs.add_parser("migrate", help="bring running cases to the version in force"))
    _exchange_arguments(jobs.add_parser("export", help="write a service as one signed archive"), importing)
    simulating.add_argument(
        "--output", type=Path, metavar="FILE", help="where the page goes, with --format html"
    )
    simulating.add_argument("--language", choices=("ka", "en"), default="en", help="the language of the page")
    for one in (listing, publishing, linting, simulating, importing):
        formats = ("text", "json", "html") if one is simulating else ("text", "json")
        one.add_argument("--format", choices=formats, default="text", help="how to say what was found")


def _exchange_arguments(exporting: argparse.ArgumentParser, importing: argparse.ArgumentParser) -> None:
    exporting.add_argument("what", metavar="CODE|PATH", help="a folder, or the code of a published service")
    exporting.add_argument("--municipality", metavar="SLUG", help="the town that published it, for a code")
    exporting.add_argument("--output", type=Path, metavar="FILE", help="where to; else CODE.zip beside you")
    importing.add_argument("file", type=Path, help="the archive")
    importing.add_argument("--dry-run", action="store_true", help="only show what would change")
    importing.add_argument("--signed-by", default="", metavar="KEY", help="the sender's public key")
    importing.add_argument("--although", default="", metavar="WORDS", help=f"“{IN_WORDS}”, if you mean that")


def run(options: argparse.Namespace) -> int:
    """Do the job; 0 only when nothing is wrong."""
    jobs: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": _list,
        "publish": _publish,
        "lint": _lint,
        "simulate": _simulate,
        "document": _document,
        "export": _export,
        "import": _import,
        "migrate": _migrate,
    }
    with override("en"):
        return jobs[options.job](options)


def _migrate(options: argparse.Namespace) -> int:
    print(migrate(options))
    return FINE


def _list(options: argparse.Namespace) -> int:
    with scope(_town(options.municipality)):
        services = list(Service.objects.select_related("current").defer("current__content"))
    told = [
        {
            "code": service.code,
            "title": service.title_en,
            "version": service.current.number,
            "hash": service.current.content_hash,
            "is_enabled": service.is_enabled,
        }
        for service in services
    ]
    if options.format == "json":
        print(json.dumps(told, ensure_ascii=False, indent=2))
    for one in told if options.format == "text" else ():
        state = "" if one["is_enabled"] else ", closed"
        print(f"{one['code']}: {one['title']}, version {one['version']}{state}")
    return FINE


def _publish(options: argparse.Namespace) -> int:
    held = _held_in(options.municipality)
    folder, findings = _checked(options.path, lambda read: lint(read, held) + simulate(read, today()))
    if folder is None or any(finding.severity == "error" for finding in findings):
        _say(options.format, findings, {"published": False})
        return WRONG
    with scope(_town(options.municipality)):
        service = publish_service(system_actor("command"), folder=folder)
        version = service.current.number
    told = {"published": True, "code": service.code, "version": version, "municipality": options.municipality}
    _say(options.format, findings, told)
    if options.format == "text":
        print(f"{service.code}, version {version}, is published in {options.municipality}")
    return FINE


def _lint(options: argparse.Namespace) -> int:
    folder, findings = _checked(options.path, lambda read: [])
    told: Told = {}
    if folder is not None:
        here = with_values(folder, own_values(folder, _set_by(options.municipality, folder)))
        findings, told = lint(here, _held_in(options.municipality)), dict(open_questions(here.definition))
    return _report(options.format, findings, told)


def _simulate(options: argparse.Namespace) -> int:
    folder, findings = _checked(options.path, lambda read: [])
    if folder is None:
        return _report("text" if options.format == "html" else options.format, findings, {})
    check = check_folder(folder, today(), _set_by(options.municipality, folder))
    if options.format == "html":
        return _write_page(options, check)
    whole = check.in_town or check.simulation
    told = whole.as_plain() | ({"otherwise_in_town": check.otherwise_in_town()} if check.in_town else {})
    findings = check.simulation.findings + [one for one in check.findings if one in whole.findings]
    return _report(options.format, list(dict.fromkeys(findings)), told)


def _held_in(slug: str | None) -> Connected | None:
    """What the registers hold that a town is connected to; nothing without a town."""
    if slug is None:
        return None
    with scope(_town(slug)):
        return held_here()


def _set_by(slug: str | None, folder: ServiceFolder) -> Told:
    """The amounts a town set for itself; none without a town, or when it does not offer the service."""
    if slug is None:
        return {}
    with scope(_town(slug)):
        service = Service.objects.filter(code=folder.definition.code).only("own_settings").first()
        return dict(service.own_settings) if service else {}


def _write_page(options: argparse.Namespace, check: Check) -> int:
    town = _town(options.municipality) if options.municipality else None
    with override(options.language):
        page = report_page(report_of(check, town.name if town else ""))
    target = options.output or Path(f"{check.folder.definition.code}.html")
    target.write_text(page, encoding="utf-8")
    print(f"the report is in {target}")
    return FINE if check.is_fine else WRONG


def _report(style: str, findings: list[Finding], told: Told) -> int:
    has_errors = any(finding.severity == "error" for finding in findings)
    _say(style, findings, {"is_fine": not has_errors, **told})
    if style == "text":
        for line in _in_words(told):
            print(line)
        if not findings:
            print("nothing found")
    return WRONG if has_errors else FINE


def _in_words(told: Told) -> Iterator[str]:
    """The report for somebody reading it in a terminal."""
    for words in told.get("order_decides", ()):
        yield f"the order decides: {words}"
    for words in told.get("not_decided", ()):
        yield f"not decided: {words}"
    if "coverage" in told:
        yield f"{len(told['examples'])} examples and {told['invented_applicants']} invented applicants"
    for kind, reached in told.get("coverage", {}).items():
        count = len(reached["reached"])
        never = f"; never: {', '.join(reached['never'])}" if reached["never"] else ""
        yield f"{kind}: {count} of {count + len(reached['never'])} reached{never}"


def _document(options: argparse.Namespace) -> int:
    folders = []
    for path in options.paths:
        folder, findings = _checked(path, lambda _read: [])
        if folder is None:
            _say("text", findings, {})
            return WRONG
        folders.append(folder)
    options.output.mkdir(parents=True, exist_ok=True)
    for one in folders:
        (options.output / f"{one.definition.code}.md").write_text(service_page(one), encoding="utf-8")
    (options.output / "README.md").write_text(index_page(folders), encoding="utf-8")
    print(f"{len(folders)} pages and their list are in {options.output}")
    return FINE


def _export(options: argparse.Namespace) -> int:
    try:
        code, archive = _exported(options.what, options.municipality)
    except DefinitionBroken as broken:
        _say("text", list(broken.findings), {})
        return WRONG
    target = options.output or Path(f"{code}.zip")
    target.write_bytes(archive)
    print(f"{code} is in {target}; signed by {public_key()}")
    return FINE


def _exported(what: str, slug: str | None) -> tuple[str, bytes]:
    if slug is None:
        return exported_folder(Path(what))
    with scope(_town(slug)):
        service = Service.objects.select_related("current").filter(code=what).first()
        if service is None:
            raise SystemExit(f"eroba service: {slug} has no service {what!r}")
        return exported_version(service)


def _import(options: argparse.Namespace) -> int:
    with scope(_town(options.municipality)):
        try:
            came = arrived(read_archive(options.file), signed_by=options.signed_by, although=options.although)
        except DefinitionBroken as broken:
            _say(options.format, list(broken.findings), {"imported": False})
            return WRONG
        findings = lint(came.folder, _held_in(options.municipality)) + simulate(came.folder, today())
        is_fine = not any(finding.severity == "error" for finding in findings)
        told: Told = {"imported": is_fine and not options.dry_run, **came.as_plain()}
        if told["imported"]:
            told["version"] = publish_service(system_actor("command"), folder=came.folder).current.number
        _say(options.format, findings, told)
        for line in came.in_words() if options.format == "text" else ():
            print(line)
        if options.format == "text" and told["imported"]:
            print(f"version {told['version']} is published in {options.municipality}")
    return FINE if is_fine else WRONG


def _checked(
    path: Path, look: Callable[[ServiceFolder], list[Finding]]
) -> tuple[ServiceFolder | None, list[Finding]]:
    try:
        folder = read_folder(path)
    except DefinitionBroken as broken:
        # a mistyped path would else read as a folder with three mistakes
        missing = [] if path.is_dir() else [Finding(str(path), 0, "there is no such folder")]
        return None, [*missing, *broken.findings]
    return folder, look(folder)


def _say(style: str, findings: list[Finding], told: dict[str, object]) -> None:
    if style == "json":
        plain = told | {"findings": [finding.as_plain() for finding in findings]}
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for finding in findings:
        print(finding, file=sys.stderr if finding.severity == "error" else sys.stdout)


def _town(slug: str) -> Municipality:
    town = Municipality.objects.filter(slug=slug).first()
    if town is None:
        raise SystemExit(f"eroba service: there is no municipality {slug!r}")
    return town
