"""Registers behind an X-Road security server: its headers, the hash that ties an answer to its request, its errors."""
