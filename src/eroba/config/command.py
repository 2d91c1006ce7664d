"""The `eroba` command: one sub-command per job. Anything else is handed to Django (`eroba migrate`, `eroba shell`)."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a sub-command; exit code 0 only on success."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eroba.config.settings")
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    execute_from_command_line(["eroba", *(sys.argv[1:] if arguments is None else arguments)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
