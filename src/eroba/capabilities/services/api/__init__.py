"""The programming interface of services: what a town offers to everybody, and one's own applications."""

from eroba.capabilities.services.api.router import router

__all__ = ["router"]
