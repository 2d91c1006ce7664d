"""How long a text message is for the networks, and how to make a text fit. Pure; knows no gateway and no person.

Georgian letters are not in the small alphabet of text messages: one of them, and each character takes 16 bits, so
that a segment holds 70 (67 when the message has several) instead of 160 (153). Basis: 3GPP TS 23.038 and 23.040.
"""

SMALL_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: In the small alphabet too, but each takes two places.
TWO_PLACES = frozenset("^{}\\[~]|€\f")
SMALL_SINGLE, SMALL_PART = 160, 153
WIDE_SINGLE, WIDE_PART = 70, 67
CUT = "…"


def is_small(text: str) -> bool:
    """Whether a text needs only the small alphabet."""
    return all(letter in SMALL_ALPHABET or letter in TWO_PLACES for letter in text)


def segment_count(text: str) -> int:
    """How many segments the networks count, and charge, for a text."""
    if is_small(text):
        return _parts([2 if letter in TWO_PLACES else 1 for letter in text], SMALL_SINGLE, SMALL_PART)
    return _parts([len(letter.encode("utf-16-be")) // 2 for letter in text], WIDE_SINGLE, WIDE_PART)


def fitted(text: str, *, segments: int) -> str:
    """The text in so many segments at most, shortened at a word and marked with "…" where it is longer."""
    text = " ".join(text.split())
    if segment_count(text) <= segments:
        return text
    kept = text
    while kept and segment_count(kept + CUT) > segments:
        kept = kept[:-1]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept else kept
    # A very long word is better cut than left out.
    return (at_word if len(at_word) > len(kept) // 2 else kept).rstrip(" ,.;:–-") + CUT


def _parts(widths: list[int], single: int, part: int) -> int:
    """A character that takes two places is never cut in half, so segments are filled one after the other."""
    if sum(widths) <= single:
        return 1
    count, filled = 1, 0
    for width in widths:
        if filled + width > part:
            count, filled = count + 1, 0
        filled += width
    return count
