"""The two documents others read: one service, and the whole catalogue."""

from collections.abc import Sequence
from typing import Any

from eroba.capabilities.services.portal_feed.graph import Node, document, node
from eroba.capabilities.services.portal_feed.service_nodes import service_nodes
from eroba.capabilities.services.portal_feed.town_nodes import addresses_of, catalogue_node, town_nodes
from eroba.capabilities.services.queries.catalogue import OfferedService
from eroba.kernel.tenancy.models import Municipality


def catalogue_document(town: Municipality, offered: Sequence[OfferedService]) -> dict[str, Any]:
    """The catalogue of a town with some of its services, as JSON-LD that validates as CPSV-AP 3.2."""
    here = addresses_of(town)
    each: list[list[Node]] = [
        service_nodes(one.definition, here, is_open=one.service.is_enabled) for one in offered
    ]
    return document(
        [
            catalogue_node(town, here, [nodes[0] for nodes in each]),
            *town_nodes(town, here),
            node(here.services, ["foaf:Document"]),
            *(one for nodes in each for one in nodes),
        ]
    )
