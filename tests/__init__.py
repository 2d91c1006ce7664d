"""Tests about the whole house; what one room promises is tested in the room."""
