"""Numbers, money and sizes as people write them: `1 234,50 ₾` in Georgian, `1,234.50 ₾` in English.

Django's own Georgian format has a decimal point; the law and the banks use a comma.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext

NARROW = "\u00a0"
MARKS = {"ka": (NARROW, ","), "en": (",", ".")}
SIZES = (("MB", 1_000_000), ("kB", 1_000))


def number(value: object, places: int | None = None) -> str:
    """Write a number with the marks of the active language; `places` fixes the decimals."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    thousands, decimal = MARKS.get((get_language() or "en")[:2], MARKS["en"])
    written = f"{exact:,f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    return written.replace("-", "−")


def money(value: object) -> str:
    """Write an amount in lari: whole lari plain, tetri as two figures."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(getattr(value, "amount", value))).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    places = 0 if exact == exact.to_integral_value() else 2
    return f"{number(exact, places)}{NARROW}₾"


def file_size(size_bytes: int | None) -> str:
    """Write a size in kB or MB, so that one knows what a download costs."""
    if size_bytes is None:
        return ""
    for unit, bytes_per_unit in SIZES:
        if size_bytes >= bytes_per_unit:
            places = 1 if unit == "MB" and size_bytes < 10_000_000 else 0
            word = gettext("MB") if unit == "MB" else gettext("kB")
            return f"{number(Decimal(size_bytes) / bytes_per_unit, places)}{NARROW}{word}"
    return gettext("1 kB")
