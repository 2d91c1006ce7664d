"""A phone number as people type it, as text messages need it. Pure."""

import re

COUNTRY = "+995"
_NOT_DIGITS = re.compile(r"\D")
_MOBILE = re.compile(r"5\d{8}")


def mobile_number(typed: str) -> str:
    """A Georgian mobile number as `+9955…`, or of another country as `+…`; empty when no message can reach it."""
    digits = _NOT_DIGITS.sub("", typed)
    if typed.strip().startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        national = digits.removeprefix("995") if digits.startswith("995") else ""
        if digits.startswith("995"):
            return f"{COUNTRY}{national}" if _MOBILE.fullmatch(national) else ""
        return f"+{digits}" if 8 <= len(digits) <= 15 else ""
    national = digits.removeprefix("995") if len(digits) == 12 else digits.removeprefix("0")
    return f"{COUNTRY}{national}" if _MOBILE.fullmatch(national) else ""
