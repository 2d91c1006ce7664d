"""Look-ups in the registers of the state, and the answer to "who looked at my data, and why"."""
