"""The processes of the running product, and what stands in its database, looked at from outside."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections

from tests.fixtures.product import ROOT, Product


def children(process_id: int) -> dict[int, str]:
    """The processes below one, with the words they were started with."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
        if parent == process_id:
            found[int(folder.name)] = words
            found |= children(int(folder.name))
    return found


def program(product: Product, word: str) -> tuple[int, int]:
    """The process whose command has this word, and the port it was given."""
    for process_id, words in children(product.process_id).items():
        if word in words:
            port = re.search(r"--port (\d+)", words)
            return process_id, int(port[1]) if port else 0
    raise LookupError(f"{word} does not run")


def asked_of_the_database(product: Product, question: str) -> str:
    """What a small program says that looks into the product's database."""
    text = (
        "import django; django.setup()\n"
        "from eroba.kernel.tenancy.models import Municipality\n"
        "from eroba.kernel.tenancy.scope import scope\n"
        "with scope(Municipality.objects.get(slug='ozurgeti')):\n"
        + "\n".join(f"    {line}" for line in question.splitlines())
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "eroba.config.settings",
        "EROBA_DATABASE_URL": product.database_url,
        "EROBA_HOME": str(product.home),
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", text], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def told_by(program: str) -> list[list[str]]:
    """What a program of its own says that works with the test's database, word by word; its processes may be killed."""
    connections.close_all()
    name = settings.DATABASES["default"]["NAME"]
    before, _question, options = os.environ.get("EROBA_DATABASE_URL", "").partition("?")
    url = f"{before.rpartition('/')[0]}/{name}?{options}" if "postgres" in before else f"sqlite:///{name}"
    environment = {**os.environ, "EROBA_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "eroba.config.settings"}
    command = [sys.executable, "-c", f"import django; django.setup(); {program}"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    return [line.split() for line in done.stdout.splitlines()]


def case_in(product: Product, stage: str) -> tuple[str, str]:
    """The number of a case of one-off assistance in some stage, and its applicant's e-mail address."""
    said = asked_of_the_database(
        product,
        "from eroba.capabilities.services.models import Case\n"
        f"case = Case.objects.filter(service__code='one-off-social-assistance', stage={stage!r})\n"
        "case = case.order_by('received_at').first()\n"
        "print(case.matter.number, case.person.account.email)",
    )
    number, email = said.split()
    return number, email


def stage_of(product: Product, number: str) -> str:
    """How far a case is."""
    return asked_of_the_database(
        product,
        "from eroba.capabilities.services.models import Case\n"
        f"print(Case.objects.get(matter__number={number!r}).stage)",
    )
