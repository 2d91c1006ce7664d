"""Who offers which port in this installation. The only place that knows both sides."""


def offer_ports() -> None:
    """Offers the ports that rooms and capabilities ask for."""
