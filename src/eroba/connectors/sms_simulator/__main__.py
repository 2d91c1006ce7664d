"""`python -m eroba.connectors.sms_simulator`: the simulator without the rest of the house."""

import sys

from eroba.connectors.sms_simulator.commands import main

sys.exit(main())
