"""The road to registers of the state: X-Road headers, time limits, a circuit breaker, strict reading."""
