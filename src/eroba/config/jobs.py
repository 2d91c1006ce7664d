"""The list of what `eroba` can do: the words one types, and by which module the job is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True)
class Job:
    """One thing the command can do. `module` offers `add_arguments(parser)`, `run(options)` and `EXAMPLE`."""

    module: str
    summary: str
    needs_django: bool = True


_HERE = "eroba.config.commands"

JOBS: dict[str, Job] = {
    "demo": Job(
        f"{_HERE}.demo", "Show a municipality at work: load invented people and cases, start everything."
    ),
    "serve": Job(f"{_HERE}.serve", "Answer on the web."),
    "worker": Job(
        f"{_HERE}.worker", "Do what happens in the background: facts, mail, deadlines, the journal's chain."
    ),
    "municipality add": Job(f"{_HERE}.municipality_add", "Open a town; one name is enough."),
    "municipality prepare": Job(
        f"{_HERE}.municipality_prepare", "Let a town get ready at its desk before anybody sees it."
    ),
    "municipality list": Job(f"{_HERE}.municipality_list", "Show the towns that use this installation."),
    "municipality load-national": Job(
        f"{_HERE}.municipality_load_national",
        "Bring in all municipalities of Georgia, closed until they are added.",
    ),
    "api document": Job(
        f"{_HERE}.api_document", "Write down what the programming interface offers (OpenAPI 3.1)."
    ),
    "service": Job("eroba.capabilities.services.commands", "List, publish or check services."),
    "budget": Job("eroba.capabilities.budget.commands", "Bring in the figures of a town's budget."),
    "tally": Job(
        "eroba.capabilities.budgeting.commands",
        "Count a participatory budget again from its published ballots.",
        needs_django=False,
    ),
    "verify journal": Job(
        "eroba.kernel.audit.commands", "Check that no entry of the journal was changed, removed or moved."
    ),
    "export journal": Job(
        "eroba.kernel.audit.exports", "Write a town's journal as files that anybody can check without Eroba."
    ),
    "export": Job(f"{_HERE}.export", "Write a town's public matters as open files, one format at a time."),
    "verify decision": Job(
        "eroba.kernel.documents.commands.decision",
        "Check a decision's seal from its file alone, without a network.",
    ),
    "verify files": Job(
        "eroba.kernel.documents.commands.files", "Compare every kept file with its fingerprint."
    ),
    "simulate-registers": Job(
        "eroba.connectors.register_simulator.commands",
        "Start simulated registers of the state with invented people.",
        needs_django=False,
    ),
    "simulate-portal": Job(
        "eroba.connectors.national_portal_simulator.commands",
        "Start a stand-in for the national portal, with invented people.",
        needs_django=False,
    ),
    "simulate-bank": Job(
        "eroba.connectors.bank_simulator.commands",
        "Start a simulated bank with a page to pay on; no money moves.",
        needs_django=False,
    ),
    "simulate-sms": Job(
        "eroba.connectors.sms_simulator.commands",
        "Start a simulated gateway for text messages; it sends none.",
        needs_django=False,
    ),
}


def find_job(words: Sequence[str]) -> tuple[str, Job, list[str]] | None:
    """The job that is meant, its name, and the words left for it; the longer name wins."""
    for length in (2, 1):
        name = " ".join(words[:length])
        if len(words) >= length and name in JOBS:
            return name, JOBS[name], list(words[length:])
    return None


def is_installed(job: Job) -> bool:
    """Whether the job's module is there; a capability may have been left out."""
    try:
        return find_spec(job.module) is not None
    except ModuleNotFoundError:
        return False
