"""Files, letters and the town's seal: what is kept, what is issued, and how anybody checks it.

Whose letter it is and who may read it is the business of the room or capability that asks.
"""
