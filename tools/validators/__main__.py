"""Fetches the validators named in the lock file beside this one."""

import sys

from eroba.kernel.ui.assets.node import AssetsFailed, install_locked
from tools.validators import FOLDER

try:
    install_locked(FOLDER)
except AssetsFailed as problem:
    print(problem, file=sys.stderr)
    raise SystemExit(1) from problem
