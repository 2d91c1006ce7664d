"""A stand-in for registers of the state, a process of its own with invented people and faults to switch on.

It shares nothing with the platform but the wire: no settings, no database, no Django.
"""
