"""Requests nobody thought of, made up from the description: as a resident, as a clerk and as nobody.

No request may break anything, and every answer is what the description says. The requests are the same each time.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.conf import settings as installation
from django.core.handlers.wsgi import WSGIHandler
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from oauth2_provider.models import AccessToken
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from eroba.kernel.api.actions import register_app
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_of
from eroba.kernel.registry import scopes
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tests.browser.visitors import TOWN
from tests.fixtures.databases import pointing_at
from tests.fixtures.product import demonstration
from tests.templates import store_for

APP = "app"
VISITORS = {"nobody": "", "resident": f"nino@{TOWN}.example", "clerk": f"clerk@{TOWN}.example", APP: ""}
FEW, MANY = 8, 200
# Whether a way in is refused is tested with real tokens in eroba.kernel.api; here a session would look like a hole.
LEFT_OUT = (ignored_auth,)
# What a form asks is said by the service, not by the description: answers of the right shape may still be wrong.
# Nor does it say which addresses anybody can reach, and which times are still free.
SHAPE_IS_NOT_ALL = (
    "POST applications", "POST webhooks", "POST visits", "PUT visits/{number}/time",
)  # fmt: skip
LEFT_OUT_OF = {
    one.replace(" ", " /api/v1/{municipality}/"): (positive_data_acceptance,) for one in SHAPE_IS_NOT_ALL
}
Ask = Callable[[schemathesis.Case], Any]


@pytest.fixture(scope="module")
def demo_database(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """The demonstration's data, in a copy of its own for this module."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    store = store_for(os.environ.get("EROBA_DATABASE_URL", "sqlite:///"))
    url = demonstration(store, f"strangers_{worker}", installation.HOME)
    with django_db_blocker.unblock():
        with pointing_at(url):
            yield
        store.drop(url)


@pytest.fixture(scope="module")
def described(demo_database: None) -> Any:
    """The interface as it describes itself, called in this process."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


def asker(visitor: str) -> Ask:
    """Sends requests as one visitor and checks the answers."""
    cookies, headers = {}, {}
    if email := VISITORS[visitor]:
        client = Client()
        client.force_login(Account.objects.get(email=email))
        token = _get_new_csrf_string()
        cookies = {
            installation.SESSION_COOKIE_NAME: client.cookies[installation.SESSION_COOKIE_NAME].value,
            installation.CSRF_COOKIE_NAME: token,
        }
        headers = {"X-CSRFToken": token}
    elif visitor == APP:
        headers = {"Authorization": f"Bearer {token_of_a_partner()}"}

    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers=headers, cookies=cookies)
        assert answer.status_code < 500, case.as_curl_command()
        case.validate_response(
            answer, excluded_checks=[*LEFT_OUT, *LEFT_OUT_OF.get(case.operation.label, ())]
        )

    return ask


def token_of_a_partner() -> str:
    """A token of a partner's system that may do everything in nobody's name; good for as long as the test takes."""
    allowed = [name for name, one in scopes().items() if not one.is_personal]
    with scope(Municipality.objects.get(slug=TOWN)):
        head = actor_of(Account.objects.get(email=f"head@{TOWN}.example"))
        made = register_app(
            head, kind="partner", name=f"Strangers {now().isoformat()}", run_by="Somebody",
            contact="dev@app.example", scopes=allowed, redirect_uris="",
        )  # fmt: skip
    word = f"token-of-{made.app.pk}"
    expires = now() + dt.timedelta(hours=12)
    kept = AccessToken(application=made.app.client, expires=expires, scope=" ".join(allowed))
    kept._raw_token = word
    kept.save()
    return word


def play(described: Any, visitor: str, *, examples: int) -> None:
    """Everything, as one visitor: first what fits the description, then what does not."""
    ask = asker(visitor)
    for found in described.get_all_operations():
        for mode in GenerationMode:
            strategy = found.ok().as_strategy(generation_mode=mode, path_parameters={"municipality": TOWN})
            steady = settings(
                max_examples=examples,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            # where nothing but free text is sent, nothing can be wrong with it
            with suppress(*[Unsatisfiable] if mode is GenerationMode.NEGATIVE else []):
                steady(given(case=strategy)(ask))()


@pytest.mark.slow
@pytest.mark.parametrize("visitor", VISITORS)
def test_nothing_breaks_and_everything_is_described(described: Any, visitor: str) -> None:
    play(described, visitor, examples=FEW)


@pytest.mark.full
@pytest.mark.parametrize("visitor", VISITORS)
def test_the_same_for_much_longer(described: Any, visitor: str) -> None:
    play(described, visitor, examples=MANY)
