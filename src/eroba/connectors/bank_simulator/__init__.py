"""A stand-in for a bank, a process of its own with a page to pay on and faults to switch on. No money moves.

It shares nothing with the platform but the wire: no settings, no database, no Django.
"""
