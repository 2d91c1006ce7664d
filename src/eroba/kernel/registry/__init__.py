"""What each capability adds to the platform, as pure data, and who offers which port."""

from eroba.kernel.registry.capability import Capability, Card, Figure, MenuEntry
from eroba.kernel.registry.ports import offer, use
from eroba.kernel.registry.shelf import capabilities, register

__all__ = ["Capability", "Card", "Figure", "MenuEntry", "capabilities", "offer", "register", "use"]
