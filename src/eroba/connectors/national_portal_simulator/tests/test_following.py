"""The portal follows an application: with the person’s leave by the interface, and told through its webhook."""

import re
from typing import Any

import httpx
import pytest

from eroba.capabilities.services import actions as services
from eroba.capabilities.services.tests.conftest import (  # noqa: F401
    answers,
    assistance_folder,
    registers,
    service,
)
from eroba.capabilities.services.tests.people import apply
from eroba.connectors.national_portal_simulator.running import running_portal
from eroba.connectors.national_portal_simulator.tests.test_hand_over import NINO, browser, link
from eroba.connectors.webhook_courier.courier import GuardedCourier
from eroba.connectors.webhook_courier.guarding import read_networks
from eroba.kernel.api.actions import register_app
from eroba.kernel.people.models import Person
from eroba.kernel.people.queries import actor_of
from eroba.kernel.people.tests.test_national_sign_in import use_provider
from eroba.kernel.registry import ports
from eroba.kernel.webhooks.actions import make_webhook
from eroba.kernel.webhooks.ports import Courier
from eroba.kernel.webhooks.tests.conftest import deliver_all


@pytest.mark.parametrize("language", ["ka", "en"])
def test_it_is_seen_and_told(
    transactional_db: None,
    live_server: Any,
    settings: Any,
    monkeypatch: Any,
    head: Any,
    request: Any,
    language: str,
) -> None:
    monkeypatch.setitem(ports._offered, Courier, GuardedCourier(read_networks("127.0.0.0/8")))
    with running_portal("--eroba", live_server.url, "--person", NINO) as portal:
        use_provider(settings, portal.address)
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "stand-in"
        made = register_app(
            head, kind="server", name="National portal", run_by="The State", contact="p@state.example",
            scopes=["applications:read"], redirect_uris=f"{portal.address}/back",
        )  # fmt: skip
        hook = make_webhook(head, app=made.app, address=f"{portal.address}/hooks/ozurgeti", rooms=[])
        portal.turn(client=made.app.client.client_id, secret=made.secret, webhook_secret=hook.secret)
        person = browser(portal, NINO)
        person.get(link(live_server.url, portal, "/en/ozurgeti/services/applications/"))
        let_the_portal_in(person, portal.address, language)
        by = actor_of(Person.objects.get(identified_by="sign_in").account)
        request.getfixturevalue("registers").values = {"civil": {"given_name": "ნინო"}}
        case = apply(by, request.getfixturevalue("service"), request.getfixturevalue("answers"))
        deliver_all()
        services.request_missing_paper(
            request.getfixturevalue("clerk"),
            case=case,
            edition=case.edition,
            title="A note",
            reason="missing",
        )
        deliver_all()
        page = person.get(f"{portal.address}/{language}/applications").text
        assert case.matter.number in page and "A note" in page
        assert {"ka": "მივიღეთ განცხადება", "en": "We received the application"}[language] in page
        told = [call["type"] for call in portal.calls()]
        assert "application.received" in told and "application.paper_requested" in told and not portal.twice()


def let_the_portal_in(person: httpx.Client, portal: str, language: str) -> None:
    """Follow the portal's link, and press the button."""
    page = person.get(f"{portal}/{language}/applications")
    question = re.search(r'href="([^"]+let-in[^"]+)"', page.text)
    assert question is not None
    asked = person.get(question[1].replace("&amp;", "&"))
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    sent = {name: value.replace("&amp;", "&") for name, value in fields.items()} | {"allow": "yes"}
    answer = person.post(str(asked.url), data=sent, headers={"referer": str(asked.url)})
    assert answer.status_code == 200 and str(answer.url).startswith(portal)
