"""`eroba verify decision FILE.pdf`: checks a letter offline. With --keys it needs no database at all."""

import argparse
import json
import sys
from pathlib import Path

from django.utils.translation import override

from eroba.kernel.documents.queries import published_keys
from eroba.kernel.documents.seal import PublishedKey, read_keys
from eroba.kernel.documents.verification import Report, verify_pdf, verify_square

VALID, NOT_VALID, CANNOT_CHECK = 0, 1, 2
EXAMPLE = "example: eroba verify decision letter.pdf --keys keys.json --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.epilog = EXAMPLE
    parser.add_argument("file", help="the PDF file of the letter, or the text of its QR code")
    parser.add_argument(
        "--keys", type=Path, metavar="FILE", help="published keys, saved from /verify/keys.json"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to say what was found"
    )
    parser.add_argument("--language", choices=("ka", "en"), default="en", help="language of the sentences")


def run(options: argparse.Namespace) -> int:
    """Check a letter and say what was found; 0 only if it is valid, 2 if it could not be checked at all."""
    try:
        keys = _keys_of(options.keys) if options.keys else published_keys()
        report = _report_on(options.file, keys)
    except (OSError, ValueError) as error:
        print(f"eroba verify decision: {error}", file=sys.stderr)
        return CANNOT_CHECK
    with override(options.language):
        print(_as_json(report) if options.format == "json" else _as_text(report))
    return VALID if report.valid else NOT_VALID


def _keys_of(file: Path) -> list[PublishedKey]:
    try:
        return read_keys(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error


def _report_on(asked: str, keys: list[PublishedKey]) -> Report:
    if asked.startswith(("http://", "https://")):
        return verify_square(asked, keys)
    return verify_pdf(Path(asked).read_bytes(), keys)


def _as_json(report: Report) -> str:
    told = {
        "valid": report.valid,
        "findings": [
            {"check": finding.check, "holds": finding.holds, "sentence": str(finding.sentence)}
            for finding in report.findings
        ],
        "statement": _told(report) or None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(report: Report) -> str:
    lines = ["VALID" if report.valid else "NOT VALID"]
    lines += [f"  {'ok ' if finding.holds else 'NO '} {finding.sentence}" for finding in report.findings]
    lines += [f"  {name}: {value}" for name, value in _told(report).items()]
    return "\n".join(lines)


def _told(report: Report) -> dict[str, str]:
    spoken = report.statement or report.slip
    return spoken.as_json() if spoken else {}
