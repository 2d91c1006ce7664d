"""Tests of the room of receipts; how an application is accepted and opened is tested where applications are."""
