"""The menus as `config` puts them together from all manifests."""

import pytest
from django.test import Client

from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("source", "leads_to"),
    [("", "/en/about/licences/"), ("https://code.example/eroba", "https://code.example/eroba")],
)
def test_everybody_finds_the_source_of_what_runs_here(source, leads_to, client, ozurgeti, settings):
    settings.SOURCE_ADDRESS = source
    assert f'<a href="{leads_to}">Source code</a>' in client.get("/en/ozurgeti/").content.decode()


@pytest.mark.parametrize("official", ["clerk", "head"])
def test_the_desk_opens_with_the_daily_work(official, request):
    account = Account.objects.get(pk=request.getfixturevalue(official).account_id)
    browser = Client()
    browser.force_login(account)
    assert browser.get("/en/ozurgeti/desk/")["Location"] == "/en/ozurgeti/desk/services/day/"
    page = browser.get("/en/ozurgeti/desk/services/").content.decode()
    assert page.index("/en/ozurgeti/desk/services/") < page.index("/en/ozurgeti/desk/undertakings/")
