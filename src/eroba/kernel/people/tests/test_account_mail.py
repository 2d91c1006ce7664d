"""The e-mails about an account: every one the library can ask for, in both languages, as text and in the layout."""

import re
from importlib.resources import files

import pytest
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.utils.translation import override

from eroba.kernel.people.account_mail import LETTERS, account_mail

ADDRESS = "https://eroba.example/ka/account/password/reset/key/1-abc/"
KNOWN = {
    "code": "ABC-123",
    "email": "nino@example.org",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "password_reset_url": ADDRESS,
    "signup_url": ADDRESS,
    "ip": "185.70.52.77",
    "user_agent": "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0",
    "timestamp": now(),
}


def html_of(mail) -> str:
    ((content, kind),) = mail.alternatives
    assert kind == "text/html"
    return content


def test_every_email_of_the_library_has_its_sentences():
    """A name that the library asks for and nobody wrote would be a broken page at the worst moment."""
    asked = set()
    for app in ("account", "mfa", "socialaccount"):
        folder = files("allauth") / "templates" / app / "email"
        asked |= {
            f"{app}/email/{entry.name.removesuffix('_subject.txt')}"
            for entry in folder.iterdir()
            if entry.name.endswith("_subject.txt")
        }
    assert asked - set(LETTERS) == set()


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_each_is_complete_in_both_shapes_and_languages(name, language, rf):
    with override(language):
        mail = account_mail(LETTERS[name], "nino@example.org", KNOWN, rf.get("/"))
    page = html_of(mail)
    assert "%(" not in mail.subject + mail.body + page and "{" not in mail.body
    assert f'<html lang="{language}">' in page and 'name="viewport"' in page
    if language == "ka":
        assert re.search("[ა-ჰ]", mail.subject) and re.search("[ა-ჰ]", mail.body)
    else:
        assert not re.search("[ა-ჰ]", mail.subject + mail.body + page)
    for text in (mail.body, page):
        assert ("ABC-123" in text) == LETTERS[name].shows_code
        assert (ADDRESS in text) == bool(LETTERS[name].link)


def test_a_warning_says_from_where_but_not_exactly(rf):
    with override("en"):
        mail = account_mail(LETTERS["account/email/password_changed"], "n@example.org", KNOWN, rf.get("/"))
    for text in (mail.body, html_of(mail)):
        assert "Firefox, Android" in text and "185.70.52.•" in text and "185.70.52.77" not in text
        assert "/account/password/reset/" in text


def test_what_a_browser_says_of_itself_cannot_become_a_part_of_the_page(rf):
    nasty = {**KNOWN, "user_agent": "<script>alert(1)</script>", "email": "<b>x</b>@example.org"}
    for name in ("account/email/password_changed", "account/email/unknown_account"):
        page = html_of(account_mail(LETTERS[name], "n@example.org", nasty, rf.get("/")))
        assert "<script>" not in page and "<b>x" not in page


def test_a_newline_in_a_value_breaks_no_header(rf):
    nasty = {**KNOWN, "code": "1\nBcc: a@example.org"}
    assert (
        "\n"
        not in account_mail(LETTERS["account/email/login_code"], "n@example.org", nasty, rf.get("/")).subject
    )


def test_the_layout_is_the_common_one():
    assert 'role="presentation"' in render_to_string(
        "people/mail/account.html", {"heading": "x", "said": "y"}
    )
