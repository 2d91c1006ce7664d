"""The road to registers over HTTP: time limits, one repetition, a size cap. What is said on it is the connectors'."""
