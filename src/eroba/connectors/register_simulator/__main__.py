"""`python -m eroba.connectors.register_simulator`: the simulator without the rest of the house."""

import sys

from eroba.connectors.register_simulator.commands import main

sys.exit(main())
