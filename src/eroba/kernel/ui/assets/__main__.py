"""`python -m eroba.kernel.ui.assets`: build the front-end files; `--again` builds even when up to date."""

import argparse
import sys

from eroba.kernel.ui.assets.build import build
from eroba.kernel.ui.assets.node import AssetsFailed


def main() -> int:
    """Build the front-end files and say what is being done."""
    parser = argparse.ArgumentParser(prog="python -m eroba.kernel.ui.assets", description=main.__doc__)
    parser.add_argument("--again", action="store_true", help="build even when nothing has changed")
    wanted = parser.parse_args()
    try:
        build(again=wanted.again, say=lambda line: print(line, file=sys.stderr))
    except AssetsFailed as failure:
        print(f"The front-end files could not be built. {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
