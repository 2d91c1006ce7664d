"""Pages of petitions: for everybody, for initiators, for signers, at the desk, and for paper."""
