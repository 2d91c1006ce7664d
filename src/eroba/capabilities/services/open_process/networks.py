"""The published tables, each as a network of sums: applications by month, what became of them by half-year."""

from collections.abc import Mapping, Sequence

from eroba.capabilities.services.open_process.cells import REASON, REFUSED, TOWN, Cell, Edge
from eroba.capabilities.services.open_process.periods import half_of

ALL = "all"


def by_months(services: Sequence[str], months: Sequence[str], measure: str) -> list[Edge]:
    """One year of one measure: each service by month, half-year and year, and the town the same way."""
    year = months[0][:4]
    halves = sorted({half_of(month) for month in months})
    edges = [Edge(Cell(TOWN, year, measure), f"town {year}", ALL)]
    edges += [Edge(Cell(TOWN, half, measure), f"town {half}", f"town {year}") for half in halves]
    edges += [Edge(Cell(TOWN, month, measure), month, f"town {half_of(month)}") for month in months]
    for service in services:
        edges.append(Edge(Cell(service, year, measure), ALL, f"{service} {year}"))
        for half in halves:
            edges.append(Edge(Cell(service, half, measure), f"{service} {year}", f"{service} {half}"))
        for month in months:
            edges.append(Edge(Cell(service, month, measure), f"{service} {half_of(month)}", month))
    return edges


def by_kinds(
    services: Sequence[str], half: str, kinds: Sequence[str], reasons: Mapping[str, Sequence[str]]
) -> list[Edge]:
    """One half-year cut into kinds: each service's, and the town's. Refusals are cut again into their reasons.

    How many there are of each service in all is told elsewhere and stands fast here, so it is no road.
    """
    edges = [Edge(Cell(TOWN, half, kind), kind, f"town {half}") for kind in kinds]
    for service in services:
        for kind in kinds:
            if kind == REFUSED and reasons.get(service):
                edges.append(Edge(Cell(service, half, kind), service, f"{service} {kind}"))
                for reason in reasons[service]:
                    edges.append(Edge(Cell(service, half, REASON + reason), f"{service} {kind}", kind))
            else:
                edges.append(Edge(Cell(service, half, kind), service, kind))
    return edges


def by_services(services: Sequence[str], half: str, measure: str) -> list[Edge]:
    """One half-year of one measure: each service, and the town as their sum."""
    return [
        Edge(Cell(TOWN, half, measure), "town", ALL),
        *(Edge(Cell(service, half, measure), ALL, "town") for service in services),
    ]


def by_endings(services: Sequence[str], half: str, whole: str, kinds: Sequence[str]) -> list[Edge]:
    """One half-year of something rare, its wholes and its kinds in one table: each service's, and the town's."""
    edges = [Edge(Cell(TOWN, half, whole), "town", ALL)]
    edges += [Edge(Cell(TOWN, half, kind), kind, "town") for kind in kinds]
    for service in services:
        edges.append(Edge(Cell(service, half, whole), ALL, service))
        edges += [Edge(Cell(service, half, kind), service, kind) for kind in kinds]
    return edges
