"""The menus as `config` puts them together from all manifests."""

import pytest
from django.test import Client

from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("official", ["clerk", "head"])
def test_the_desk_opens_with_the_daily_work(official, request):
    account = Account.objects.get(pk=request.getfixturevalue(official).account_id)
    browser = Client()
    browser.force_login(account)
    assert browser.get("/en/ozurgeti/desk/")["Location"] == "/en/ozurgeti/desk/services/"
    page = browser.get("/en/ozurgeti/desk/services/").content.decode()
    assert page.index("/en/ozurgeti/desk/services/") < page.index("/en/ozurgeti/desk/undertakings/")
