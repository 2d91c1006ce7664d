"""Takes words and places out of a paper so that they are gone. Pure ideas: needs neither Django nor a database.

`process.py` asks for it in a process of its own, because the papers are strangers'.
"""
