"""Measures a form of two hundred questions: saving a page, its rules; and simulating the slowest seed service.

`python -m tools.benchmark.forms` prepares a service of its own in the demonstration and prints the figures as JSON.
"""

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import django
import yaml

PAGES, FIELDS_PER_PAGE, COMPUTED = 4, 50, 20
TIMES = 40
TOWN, MODEL = "ozurgeti", "one-off-social-assistance"
SERVICES = "eroba.capabilities.services"


@dataclass(frozen=True)
class Figures:
    """How long each took: the middle of many for saving and rules, the slowest seed for simulating."""

    save_ms: float
    rules_ms: float
    simulate_s: float


def measure() -> Figures:
    """Prepare the large form and measure everything."""
    seed = Path(import_module(SERVICES).__file__ or "").parent / "seed"
    with tempfile.TemporaryDirectory() as place:
        folder = import_module(f"{SERVICES}.definition.folder").read_folder(
            large_folder(seed / MODEL, Path(place))
        )
    rules_ms = _middle(_rules(folder))
    save_ms = _middle(_saving(folder))
    return Figures(save_ms, rules_ms, max(_simulated(one) for one in sorted(seed.iterdir()) if one.is_dir()))


def large_folder(model: Path, place: Path) -> Path:
    """A copy of a seed whose form asks two hundred things, with conditions and computed values."""
    folder = Path(shutil.copytree(model, place / "large"))
    service = yaml.safe_load((folder / "service.yaml").read_text())
    service["code"], service["number_prefix"] = "two-hundred-questions", "BIG"
    (folder / "service.yaml").write_text(yaml.safe_dump(service, allow_unicode=True, sort_keys=False))
    form = yaml.safe_load((folder / "form.yaml").read_text())
    form["pages"] += [_page(at) for at in range(PAGES)]
    form["computed"] += [
        {
            "code": f"sum_{at}",
            "title": {"ka": f"ჯამი {at}", "en": f"Sum {at}"},
            "kind": "number",
            "expression": f"q0_{at} + q1_{at} * 2 + q2_{at}",
        }
        for at in range(0, COMPUTED * 2, 2)
    ]
    (folder / "form.yaml").write_text(yaml.safe_dump(form, allow_unicode=True, sort_keys=False))
    shutil.rmtree(folder / "examples")
    return folder


def _page(page: int) -> dict[str, Any]:
    return {
        "code": f"page-{page}",
        "title": {"ka": f"გვერდი {page}", "en": f"Page {page}"},
        "fields": [_field(page, at) for at in range(FIELDS_PER_PAGE)],
    }


def _field(page: int, at: int) -> dict[str, Any]:
    """Numbers and texts in turn; every second one is asked because of the one before it."""
    words = {"ka": f"კითხვა {page}-{at}", "en": f"Question {page}-{at}"}
    if at % 2 == 0:
        return {"code": f"q{page}_{at}", "kind": "number", "label": words, "least": "0", "most": "1000"}
    return {
        "code": f"q{page}_{at}",
        "kind": "text",
        "label": words,
        "shown_if": f"q{page}_{at - 1} >= 1 and q0_0 < 1000",
    }


def answers_to(form: Any) -> dict[str, Any]:
    """Something for each of the two hundred questions."""
    own = [field for page in form.pages if page.code.startswith("page-") for field in page.fields]
    return {field.code: 5 if field.kind == "number" else "because of this and that" for field in own}


def _rules(folder: Any) -> Callable[[], object]:
    """Everything a page needs worked out: what is asked, what is wrong, what is computed."""
    engine = import_module(f"{SERVICES}.form_engine.answers")
    around = import_module(f"{SERVICES}.form_engine.reading").Surroundings(_today())
    form = folder.definition.form
    answers, page = answers_to(form), form.pages[-1]
    return lambda: engine.read_page(form, page, answers, answers, around)


def _saving(folder: Any) -> Callable[[], object]:
    """One page sent by a browser, in the whole product, on top of answers to everything."""
    client = import_module("django.test").Client(SERVER_NAME="localhost")
    actions = import_module(f"{SERVICES}.actions")
    system_actor = import_module("eroba.kernel.actions").system_actor
    town = import_module("eroba.kernel.tenancy.models").Municipality.objects.get(slug=TOWN)
    with import_module("eroba.kernel.tenancy.scope").scope(town):
        service = actions.publish_service(system_actor("benchmark"), folder=folder)
        account = import_module("eroba.kernel.people.models").Account.objects.get(
            email=f"nino@{TOWN}.example"
        )
        client.force_login(account)
        address = f"/en/{TOWN}/services/{service.code}/apply/"
        client.post(address)
        draft = import_module(f"{SERVICES}.models").Draft.objects.get(service=service)
        answers = answers_to(folder.definition.form)
        draft.keep(draft.answers | answers)
        draft.save()
    page = folder.definition.form.pages[-1]
    sent = {field.code: str(answers[field.code]) for field in page.fields}
    sent["shown"] = ",".join(sent)

    def save() -> None:
        answer = client.post(f"{address}pages/{page.code}/", sent)
        if answer.status_code != 302:
            raise SystemExit(f"the page was not saved: {answer.status_code}")

    return save


def _simulated(folder: Path) -> float:
    read = import_module(f"{SERVICES}.definition.folder").read_folder(folder)
    start = time.monotonic()
    import_module(f"{SERVICES}.simulate").simulation_of(read, _today())
    return time.monotonic() - start


def _middle(act: Callable[[], object]) -> float:
    times = []
    for _time in range(TIMES + 3):
        start = time.monotonic()
        act()
        times.append((time.monotonic() - start) * 1000)
    return statistics.median(times[3:])


def _today() -> Any:
    return import_module("eroba.kernel.base.clock").today()


def main() -> None:
    """Measure and print."""
    django.setup()
    print(json.dumps(asdict(measure())))


if __name__ == "__main__":
    main()
