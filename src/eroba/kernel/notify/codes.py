"""Six digits that show somebody holds a phone. Worked out from the check's id and our key: stored nowhere. Pure."""

import hmac
import re
from uuid import UUID

from eroba.kernel.base.secrets import keyed_hash

_NOT_DIGITS = re.compile(r"\D")


def code_of(check_id: UUID) -> str:
    """The six digits for one check; nobody without the installation's key can work them out."""
    return f"{int(keyed_hash(str(check_id), purpose='phone check'), 16) % 1_000_000:06}"


def is_code_of(check_id: UUID, typed: str) -> bool:
    """Whether these digits were typed, whatever stands between them."""
    return hmac.compare_digest(_NOT_DIGITS.sub("", typed).encode(), code_of(check_id).encode())
