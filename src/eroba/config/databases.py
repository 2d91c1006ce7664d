"""Reads EROBA_DATABASE_URL into Django's database settings."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def database_from(url: str) -> dict:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name`.

    A socket folder may be given as `?host=/folder`. Raises ValueError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in ("postgresql", "postgres"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "eroba.kernel.base.databases.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.get("host") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}},
        }
    raise ValueError(f"EROBA_DATABASE_URL must start with sqlite:/// or postgresql://, not {parts.scheme!r}")


def _sqlite(path: str) -> dict:
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "eroba.kernel.base.databases.sqlite3",
        "NAME": path or ":memory:",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: a town's ledger must survive a power cut
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
        },
    }
