"""Whole pages: the frame, languages, error pages, mail; nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from eroba.kernel.ui import views
from eroba.kernel.ui.context import face
from eroba.kernel.ui.gallery.words import SampleTown

TROUBLES = ["400", "403", "403_csrf", "404", "413", "429", "500", "refusal"]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
# The test client itself is testserver: alternates in the other language are whole addresses.
ELSEWHERE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//(?!testserver/)", re.IGNORECASE)


class OwnDomain:
    """An address book without a town's segment, as a town's own domain has it."""

    urlpatterns: list = []


def page(view, address: str = "/ui/", **kwargs: object) -> str:
    return view(RequestFactory().get(address), **kwargs).content.decode()


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("name", views.EXAMPLES)
def test_sample_pages_are_whole_and_clean(name, language) -> None:
    html = page(views.example, f"/ui/examples/{name}/?language={language}", name=name)
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert not INLINE.search(html)
    assert not ELSEWHERE.search(html)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_gallery_draws_everything(language) -> None:
    html = page(views.gallery, f"/ui/?language={language}")
    assert not INLINE.search(html)
    assert html.count('class="e-cover"') == 12


def test_a_public_page_touches_neither_session_nor_token() -> None:
    request = RequestFactory().get("/ka/ozurgeti/")
    response = views.example(request, "home")
    assert not hasattr(request, "session")
    assert not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    assert not response.cookies


def test_the_language_switch_stays_on_the_page() -> None:
    with override("ka"):
        links = face(RequestFactory().get("/ka/ozurgeti/services/?q=road"))["language_links"]
    assert [(link.code, link.url, link.current) for link in links] == [
        ("ka", "/ka/ozurgeti/services/?q=road", True),
        ("en", "/en/ozurgeti/services/?q=road", False),
    ]


def test_a_page_without_language_in_its_path_takes_it_from_the_question() -> None:
    links = face(RequestFactory().get("/verify/ABC/"))["language_links"]
    assert [link.url for link in links] == ["/verify/ABC/?language=ka", "/verify/ABC/?language=en"]


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("name", TROUBLES)
def test_error_pages_say_what_happened_and_what_to_do(name, language) -> None:
    request = RequestFactory().get(f"/{language}/ozurgeti/")
    with override(language):
        html = render_to_string(f"{name}.html", {"municipality": SampleTown(), "message": "No."}, request)
    assert html.count("<h1") == 1
    assert not INLINE.search(html)
    assert ("წუთ" in html or "გვერდ" in html) if language == "ka" else "again" in html or "page" in html


def test_our_own_failure_is_said_in_both_languages_without_anything_else() -> None:
    html = render_to_string("500.html")
    assert "Something broke on our side" in html
    assert "ჩვენს მხარეს რაღაც გაფუჭდა" in html


@pytest.mark.parametrize("language", ["ka", "en"])
def test_mail_has_no_picture_from_elsewhere_and_a_plain_text_twin(language) -> None:
    context = {"municipality": SampleTown(), "action_href": "https://town.example/x", "action_words": "Open"}
    with override(language):
        html = render_to_string("ui/email.html", context)
        text = render_to_string("ui/email.txt", context)
    assert "<img" not in html
    assert "url(" not in html
    assert 'href="https://town.example/x"' in html
    assert "https://town.example/x" in text
    assert "<" not in text


def test_a_town_on_its_own_domain_signs_in_on_the_main_host() -> None:
    request = RequestFactory().get("/ka/")
    request.urlconf = OwnDomain()
    context = {
        "municipality": SampleTown(),
        "site_address": "https://eroba.example",
        "menu": [],
        "footer_links": [],
    }
    with override("ka"):
        html = render_to_string("404.html", context, request)
    assert 'href="https://eroba.example/ka/me/"' in html
    assert 'class="e-header__home" href="/ka/"' in html


def test_every_template_of_ours_can_be_read() -> None:
    folder = Path(views.__file__).parent / "templates"
    names = [str(path.relative_to(folder)) for path in folder.rglob("*.html")]
    assert len(names) > 40
    for name in names:
        get_template(name)
