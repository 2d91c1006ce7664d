"""`python -m eroba.connectors.national_portal_simulator`: the stand-in without the rest of the house."""

import sys

from eroba.connectors.national_portal_simulator.commands import main

sys.exit(main())
