"""What every stand-in for an outside system needs: a server of its own, a command, faults one can switch on.

It shares nothing with the platform but the wire: no settings, no database, no Django.
"""
