"""What developers and the Makefile run: set-up, the test suite, catalogues, the embedded PostgreSQL,
benchmarks."""
