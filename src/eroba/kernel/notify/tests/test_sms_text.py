"""How long text messages are: Georgian takes 70 characters a segment, and every subject we send must fit one."""

import pytest
from django.utils import translation
from django.utils.text import format_lazy
from hypothesis import given
from hypothesis import strategies as st

from eroba.capabilities.services.notices import MESSAGES
from eroba.kernel.notify.sms_text import SMALL_ALPHABET, fitted, is_small, segment_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ა" * 70, 1),
        ("ა" * 71, 2),
        ("ა" * 134, 2),
        ("ა" * 135, 3),
        ("a" * 69 + "ა", 1),
        ("a" * 70 + "ა", 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("👍" * 35, 1),
        ("👍" * 36, 2),
        ("„" + "a" * 70, 2),
    ],
)
def test_the_networks_count(text, count):
    assert segment_count(text) == count


def test_a_wide_character_is_never_cut_in_half():
    assert segment_count("ა" * 66 + "👍" + "ა" * 66) == 3, "the pair does not fit the last place of a segment"


@given(st.text(max_size=400), st.integers(1, 3))
def test_a_fitted_text_always_fits(text, segments):
    short = fitted(text, segments=segments)
    assert segment_count(short) <= segments
    assert short == " ".join(text.split()) or short.endswith("…")


def test_a_text_is_shortened_at_a_word():
    short = fitted("გადაწყვეტილება " * 20, segments=1)
    assert short.endswith("გადაწყვეტილება…") and len(short) <= 70


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_message_about_an_application_is_one_georgian_segment(name):
    with translation.override("ka"):
        subject = str(format_lazy(MESSAGES[name].subject, number="OZU-2026-SOC-00042"))
    text = f"ოზურგეთი: {subject}"
    assert not is_small(text)
    print(f"{segment_count(text)} segment(s), {len(text)} characters: {text}")
    assert segment_count(text) == 1, f"{len(text)} characters: {text}"


def test_georgian_letters_are_not_in_the_small_alphabet():
    assert not SMALL_ALPHABET & set("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ₾")
