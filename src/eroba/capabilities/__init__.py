"""One folder per thing a municipality can do; capabilities are strangers to each other."""
