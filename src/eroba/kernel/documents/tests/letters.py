"""A letter of an invented town, shared by the tests."""

from datetime import date
from functools import lru_cache

from eroba.kernel.documents.codes import new_code
from eroba.kernel.documents.letters import DrawnLetter, LetterHead, LetterText, draw_letter
from eroba.kernel.documents.seal import Seal, new_seal
from eroba.kernel.ui.assets.paths import LETTER_FONTS

CHECK_ADDRESS = "https://eroba.example.ge/verify/"
BODY = """
<p>2026 წლის 3 ნოემბერს თქვენ მოითხოვეთ ერთჯერადი სოციალური დახმარება. KAZBEGI 0123456789.</p>
<h2>გადაწყვეტილება</h2>
<p>დაგენიშნოთ დახმარება <strong>300 ლარის (300 ₾)</strong> ოდენობით, „ბ“ ქვეპუნქტი, № 12.</p>
<ul><li>ჰყვევძღლხხჯ ჟრიამული</li><li>Հայերեն նամակ</li><li>Azərbaycan dili: ə ğ ı ö ü ç ş İ Ə</li></ul>
<table><thead><tr><th scope="col">მონაცემი</th><th scope="col">წყარო</th></tr></thead>
<tbody><tr><td>48 210</td><td>სოციალური რეესტრი</td></tr></tbody></table>
"""


def letter_text(**changes: object) -> LetterText:
    """Give a decision in Georgian, with changes."""
    fields: dict[str, object] = {
        "head": LetterHead("ozurgeti", "ოზურგეთის მუნიციპალიტეტი", "Ozurgeti Municipality"),
        "language": "ka",
        "kind": "decision",
        "outcome": "granted",
        "number": "OZU-2026-SOC-00042",
        "issued_on": date(2026, 11, 22),
        "title": "გადაწყვეტილება დახმარების დანიშვნის შესახებ",
        "addressee_lines": ("ნინო მაგალითაძე", "სოფელი შემოქმედი"),
        "body_html": BODY,
        "signatory_name": "გიორგი ნიმუშაძე",
        "signatory_post": "სოციალური სამსახურის უფროსი",
        "outcome_label": "დაკმაყოფილდა",
    }
    return LetterText(**{**fields, **changes})


@lru_cache(maxsize=1)
def town_seal() -> Seal:
    """Give the seal of the invented town."""
    return new_seal("ozurgeti", "ოზურგეთის მუნიციპალიტეტი", date(2026, 1, 1))


@lru_cache(maxsize=1)
def drawn_letter() -> DrawnLetter:
    """Give one sealed letter; drawing takes a moment, so it is shared."""
    # with the fonts of the house, as a town draws it: what else a machine has decides nothing
    return draw_letter(letter_text(), new_code(), town_seal(), CHECK_ADDRESS, LETTER_FONTS)
