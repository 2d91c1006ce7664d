"""`eroba demo`: loads the demonstration and keeps web, worker, registers and letterbox running together."""

import argparse
import os
import secrets
import subprocess
import sys
from importlib.util import find_spec

from django.conf import settings

from eroba.config.demo.loading import load_demonstration
from eroba.config.demo.people import sign_ins
from eroba.config.static_files import collect_when_stale
from eroba.config.supervisor import Program, Supervisor, port_is_free
from eroba.connectors.register_simulator.running import line_of

EXAMPLE = "eroba demo --port 8080"
REGISTERS_PORT = 8899
LETTERBOX_PORT = 8025
BANK_PORT = 8897


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to answer, and whether to start anything at all."""
    parser.add_argument(
        "--load-only", action="store_true", help="load the data and stop; doing it again adds nothing"
    )
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT", "8000")), help="default: PORT, or 8000"
    )


def run(options: argparse.Namespace) -> int:
    """Loads, prints who can sign in, and runs until Ctrl-C."""
    if not settings.IS_DEMO:
        print(
            "eroba demo: this is not a demonstration (EROBA_DEMO is 0); nothing was loaded", file=sys.stderr
        )
        return 1
    if not options.load_only and not port_is_free(options.port):
        print(
            f"eroba demo: port {options.port} is taken; choose another: PORT={options.port + 1}",
            file=sys.stderr,
        )
        return 1
    if options.load_only:
        load_demonstration(_say)
        return 0
    # In a process of its own: what a year of history leaves in memory, a gigabyte, goes with it.
    failed = subprocess.run(_eroba("demo", "--load-only"), check=False).returncode
    if failed:
        return failed
    collect_when_stale()
    _say(welcome(options.port))
    return Supervisor(programs(options.port), say=_say).run()


def welcome(port: int) -> str:
    """The address, and who can sign in as what."""
    rows = sign_ins()
    width = max(len(row.email) for row in rows) + 2
    lines = [f"  {row.email:{width}}{row.what}" for row in rows]
    return "\n".join(
        [
            "",
            f"Eroba is at http://127.0.0.1:{port}/ (English: http://127.0.0.1:{port}/en/). Stop it with Ctrl-C.",
            f"Sign in with the password: {rows[0].password}",
            *lines,
            "In nine more towns (the pilots Kareli, Tetritskaro, Khashuri, Akhmeta, Gardabani, and our selection",
            "Telavi, Mestia, Ambrolauri, Keda): head@TOWN.example and clerk@TOWN.example.",
            "Or make an account of your own, as somebody nobody has met yet: personal number 99000001701,",
            "family name Gamotsanadze, born 11 February 1991. All people are invented.",
            f"E-mails go nowhere: they lie in {settings.HOME / 'letters'}.",
            "",
        ]
    )


def programs(port: int) -> list[Program]:
    """What runs: web server, worker, and, unless real ones are set, registers, bank and letterbox of our own."""
    environment = {
        "PORT": str(port),
        "EROBA_ADDRESS": os.environ.get("EROBA_ADDRESS", f"http://127.0.0.1:{port}"),
    }
    others: list[Program] = []
    given = {port}
    if "EROBA_CIVIL_REGISTER" not in os.environ:
        registers = _free_port(REGISTERS_PORT, given)
        for name in ("civil", "social", "property", "utility"):
            line = line_of(f"http://127.0.0.1:{registers}", name)
            environment[f"EROBA_{name.upper()}_REGISTER"] = line
        others.append(Program("registers", _eroba("simulate-registers", "--port", str(registers))))
    if "EROBA_BANK" not in os.environ:
        bank = _free_port(BANK_PORT, given)
        # the bank and the town share a key of this one demonstration
        shared = {"EROBA_BANK_KEY": secrets.token_urlsafe(24)}
        environment |= {"EROBA_BANK": f"http://127.0.0.1:{bank}", **shared}
        others.append(Program("bank", _eroba("simulate-bank", "--port", str(bank)), shared))
    if "EROBA_SMTP_HOST" not in os.environ and "EROBA_SMTP_PORT" not in os.environ and find_spec("aiosmtpd"):
        letters = _free_port(LETTERBOX_PORT, given)
        environment["EROBA_SMTP_PORT"] = str(letters)
        folder = str(settings.HOME / "letters")
        module = "eroba.config.letterbox"
        others.append(
            Program("letterbox", [sys.executable, "-m", module, "--port", str(letters), "--folder", folder])
        )
    return [
        *others,
        Program("web", _eroba("serve", "--port", str(port)), environment),
        Program("worker", _eroba("worker"), environment),
    ]


def _eroba(*words: str) -> list[str]:
    return [sys.executable, "-m", "eroba.config.command", *words]


def _free_port(wanted: int, given: set[int]) -> int:
    """The wanted port, or one close to it that nobody listens on and that was not `given` to a sister program."""
    near = (port for port in range(wanted, wanted + 100) if port not in given and port_is_free(port))
    port = next(near)
    given.add(port)
    return port


def _say(text: str) -> None:
    print(text, flush=True)
