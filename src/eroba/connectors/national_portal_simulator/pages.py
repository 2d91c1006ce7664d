"""The portal's own pages: plain, in both languages, and nothing like ours, so that nobody takes one for the other."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from eroba.connectors.national_portal_simulator.identity import about
from eroba.connectors.national_portal_simulator.town_client import Offered

WORDS: Mapping[str, Mapping[str, str]] = {
    "ka": {
        "title": "ეროვნული პორტალი (საცდელი)",
        "sign_in": "აირჩიეთ, ვინ ხართ",
        "services": "მუნიციპალიტეტის სერვისები",
        "open": "გახსნა",
        "mine": "ჩემი განცხადებები",
        "connect": "განცხადებების ჩვენება პორტალზე",
        "none": "განცხადება ჯერ არ არის.",
        "state": "მდგომარეობა",
        "asked": "თქვენგან ველოდებით",
        "told": "რა გვაცნობეს",
        "as": "შესული ხართ:",
        "out": "გასვლა",
    },
    "en": {
        "title": "National portal (stand-in)",
        "sign_in": "Choose who you are",
        "services": "Services of the municipality",
        "open": "Open",
        "mine": "My applications",
        "connect": "Show my applications in the portal",
        "none": "There is no application yet.",
        "state": "State",
        "asked": "Asked of you",
        "told": "What we were told",
        "as": "Signed in as",
        "out": "Sign out",
    },
}


def front(language: str, number: str, offered: Sequence[Offered], links: Mapping[str, str]) -> str:
    """The services, each with the link that hands the person over."""
    words = WORDS[language]
    rows = "".join(
        f"<li><h3>{escape(one.title)}</h3><p>{escape(one.summary)}</p>"
        f'<p><a href="{escape(links[one.address])}">{words["open"]}: {escape(one.title)}</a></p></li>'
        for one in offered
    )
    mine = f'<p><a href="/{language}/applications">{words["mine"]}</a></p>'
    return _page(language, number, f"{mine}<h2>{words['services']}</h2><ul>{rows}</ul>")


def chooser(language: str, numbers: Sequence[str], onward: str) -> str:
    """Who somebody is: the portal's own sign-in, simulated."""
    buttons = "".join(
        f'<li><button name="number" value="{number}">'
        f"{escape(about(number)['given_name'])} {escape(about(number)['family_name'])}, {number}</button></li>"
        for number in numbers
    )
    form = (
        f'<form method="post" action="/{language}/sign-in?{escape(urlencode({"onward": onward}))}">'
        f"<ul>{buttons}</ul></form>"
    )
    return _page(language, "", f"<h2>{WORDS[language]['sign_in']}</h2>{form}")


def applications(
    language: str,
    number: str,
    found: Sequence[Mapping[str, Any]],
    told: Mapping[str, Sequence[str]],
    question: str,
) -> str:
    """How the person's applications stand, or the link that asks for leave to see them."""
    words = WORDS[language]
    if question:
        body = f'<p><a href="{escape(question)}">{words["connect"]}</a></p>'
    elif not found:
        body = f"<p>{words['none']}</p>"
    else:
        body = "".join(_application(language, one, told.get(one["number"], ())) for one in found)
    return _page(language, number, f"<h2>{words['mine']}</h2>{body}")


def _application(language: str, one: Mapping[str, Any], told: Sequence[str]) -> str:
    words = WORDS[language]
    asked = one.get("asked_of_you")
    waiting = f"<p>{words['asked']}: {escape(asked['title'])}</p>" if asked else ""
    steps = "".join(f"<li>{escape(sentence)}</li>" for sentence in told)
    return (
        f'<article><h3><a href="{escape(one["address"])}">{escape(one["number"])}</a></h3>'
        f"<p>{escape(one['service'][language])}</p>"
        f"<p>{words['state']}: {escape(one['stage_title'][language])}</p>{waiting}"
        f"<h4>{words['told']}</h4><ol>{steps}</ol></article>"
    )


def _page(language: str, number: str, body: str) -> str:
    words = WORDS[language]
    who = ""
    if number:
        name = escape(about(number)["given_name"])
        who = f'<p>{words["as"]} {name} <a href="/{language}/sign-out">{words["out"]}</a></p>'
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words["title"]}</title></head>'
        f"<body><h1>{words['title']}</h1>{who}{body}</body></html>"
    )
