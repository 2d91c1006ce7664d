"""`python -m eroba.connectors.bank_simulator`: the simulator without the rest of the house."""

import sys

from eroba.connectors.bank_simulator.commands import main

sys.exit(main())
