"""How much of the interface one app or one address may use in a minute, and how that is told."""

import pytest
from django.test import Client, RequestFactory

from eroba.kernel.api.quotas import Counts, address_of, counts
from eroba.kernel.api.tests.conftest import API, bearing


@pytest.fixture(autouse=True)
def a_new_minute(monkeypatch):
    """Nobody was here yet, and the minute does not end during a test."""
    counts.forget()
    monkeypatch.setattr("eroba.kernel.api.quotas.time.time", lambda: 1_800_000_010.0)
    yield
    counts.forget()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [f"{API}/services", "/api/v1/openapi.json", "/open311/v2/services.json?jurisdiction_id=ozurgeti"]
)
def test_an_address_is_told_what_is_left_and_waits_when_nothing_is(ozurgeti, settings, path):
    settings.QUOTA_ADDRESS = 2
    client = Client()
    first = client.get(path)
    assert first["RateLimit-Policy"] == '"address";q=2;w=60' and first["RateLimit"].startswith(
        '"address";r=1;t='
    )
    assert client.get(path).status_code == 200
    over = client.get(path, headers={"accept-language": "en"})
    assert over.status_code == 429 and 1 <= int(over["Retry-After"]) <= 60
    said = over.json()
    words = said[0]["description"] if isinstance(said, list) else said["detail"]
    assert "Retry-After" in words
    assert Client(REMOTE_ADDR="192.0.2.7").get(path).status_code == 200, "another address is another’s"


@pytest.mark.django_db
def test_a_new_minute_begins_anew(ozurgeti, settings, monkeypatch):
    settings.QUOTA_ADDRESS = 1
    assert [Client().get(f"{API}/services").status_code for _time in range(2)] == [200, 429]
    monkeypatch.setattr("eroba.kernel.api.quotas.time.time", lambda: 1_800_000_070.0)
    assert Client().get(f"{API}/services").status_code == 200


@pytest.mark.django_db
def test_an_app_has_its_own_whatever_address_it_comes_from(settings, token):
    settings.QUOTA_ADDRESS, settings.QUOTA_APP = 1, 3
    addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.3"]
    seen = [Client(REMOTE_ADDR=one).get(f"{API}/applications", **bearing(token)) for one in addresses]
    assert [one.status_code for one in seen] == [200, 200, 200, 429]
    assert seen[0]["RateLimit-Policy"] == '"app";q=3;w=60'


@pytest.mark.django_db
def test_whoever_tries_tokens_out_is_counted_by_address(ozurgeti, settings):
    settings.QUOTA_ADDRESS = 2
    tried = [Client().get(f"{API}/applications", **bearing(f"wrong{n}")).status_code for n in range(3)]
    assert tried == [401, 401, 429]


@pytest.mark.django_db
def test_pages_for_people_have_no_quota(ozurgeti, settings):
    settings.QUOTA_ADDRESS = 0
    assert Client().get("/en/ozurgeti/services/").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/", headers={"x-forwarded-for": forwarded})
    assert address_of(request) == found


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr("eroba.kernel.api.quotas.MOST_KEPT", 10)
    few = Counts()
    for number in range(100):
        few.one_more(str(number), 1)
    assert len(few._seen) == 10 and few.one_more("99", 1) == 2 and few.one_more("0", 1) == 1
