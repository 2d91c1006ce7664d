"""A gateway for text messages that sends none: one small process of its own, with faults one can switch on."""
