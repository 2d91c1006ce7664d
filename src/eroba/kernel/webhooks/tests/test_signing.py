"""Signing after Standard Webhooks: its own published example, and what a receiver must refuse."""

from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.webhooks.signing import (
    as_shown,
    is_genuine,
    new_secret,
    read_secret,
    signature,
    signed_headers,
)

# The example of the published specification.
SECRET = read_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
NAME, SECOND, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'


def test_the_published_example_comes_out():
    assert signature(SECRET, NAME, SECOND, BODY) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_while_a_secret_is_changed_either_will_do():
    other = new_secret()
    headers = signed_headers([other, SECRET], NAME, SECOND, BODY)
    assert is_genuine(SECRET, headers, BODY, now=SECOND) and is_genuine(other, headers, BODY, now=SECOND)
    assert not is_genuine(new_secret(), headers, BODY, now=SECOND)


def test_what_is_old_or_from_the_future_or_changed_is_not_believed():
    headers = signed_headers([SECRET], NAME, SECOND, BODY)
    assert is_genuine(SECRET, headers, BODY, now=SECOND + 299)
    assert not is_genuine(SECRET, headers, BODY, now=SECOND + 301)
    assert not is_genuine(SECRET, headers, BODY, now=SECOND - 301)
    assert not is_genuine(SECRET, headers, BODY + b" ", now=SECOND)
    assert not is_genuine(SECRET, headers | {"webhook-id": "msg_other"}, BODY, now=SECOND)
    assert not is_genuine(SECRET, headers | {"webhook-timestamp": str(SECOND + 1)}, BODY, now=SECOND)


def test_a_secret_is_shown_and_read_again():
    secret = new_secret()
    assert len(secret) == 32 and read_secret(as_shown(secret)) == secret


@given(st.dictionaries(st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]), st.text()))
def test_nonsense_is_never_genuine(headers):
    assert not is_genuine(SECRET, headers, BODY, now=SECOND)
