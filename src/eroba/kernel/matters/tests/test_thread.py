"""The walk, the leaving out and the order, against slow and obvious versions of themselves."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.kernel.matters.layout import draw
from eroba.kernel.matters.thread import Edge, Thread, ends_in_time, in_order, layers, reveal, walk

NAMES = st.integers(0, 9)
RELATIONS = st.sampled_from(["answers", "funds"])
EDGES = st.lists(st.builds(Edge, NAMES, RELATIONS, NAMES).filter(lambda e: e.source != e.target), max_size=16)
SEEN = st.sets(NAMES)


def asked(edges):
    return lambda keys: [edge for edge in edges if edge.source in keys or edge.target in keys]


def distances(start, edges) -> dict:
    """How far everything is from the start: tries every link as often as there are things."""
    far = {start: 0}
    for _round in range(12):
        for edge in edges:
            for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
                if one in far and far[one] + 1 < far.get(other, 99):
                    far[other] = far[one] + 1
    return far


def hang_together(keys, edges) -> frozenset:
    """All pairs joined by links among these things."""
    keys = set(keys)
    inside = [edge for edge in edges if edge.source in keys and edge.target in keys]
    return frozenset((a, b) for a, b in combinations(sorted(keys), 2) if b in distances(a, inside))


@settings(max_examples=400, deadline=None)
@given(EDGES, st.integers(1, 5))
def test_a_walk_finds_what_is_within_so_many_steps(edges, steps) -> None:
    far = distances(0, edges)
    found = walk(0, asked(edges), steps=steps, most=50)
    assert set(found.keys) == {key for key, distance in far.items() if distance <= steps}
    assert set(found.edges) == {e for e in edges if {e.source, e.target} <= set(found.keys)}
    assert found.is_cut == any(distance > steps for distance in far.values())


@settings(max_examples=300, deadline=None)
@given(EDGES, st.integers(1, 6))
def test_a_walk_stops_at_so_many_things_and_keeps_the_nearest(edges, most) -> None:
    far = distances(0, edges)
    found = walk(0, asked(edges), most=most)
    assert len(found.keys) == min(most, len(far))
    assert found.is_cut == (len(far) > most)
    kept = [far[key] for key in found.keys]
    assert kept == sorted(kept) and kept == sorted(far.values())[: len(kept)]


@settings(max_examples=500, deadline=None)
@given(EDGES, SEEN)
def test_what_is_hidden_stays_only_where_it_is_needed(edges, seen) -> None:
    seen = seen | {0}
    thread = walk(0, asked(edges))
    shown = reveal(thread, seen)
    wanted = seen & set(thread.keys)
    assert wanted <= set(shown.keys)
    assert hang_together(shown.keys, shown.edges) >= hang_together(wanted, []), "no pair is lost"
    assert len(hang_together(shown.keys, shown.edges)) == len(shown.keys) * (len(shown.keys) - 1) // 2
    for hidden in set(shown.keys) - wanted:
        rest = set(shown.keys) - {hidden}
        parted = wanted - {0} - set(distances(0, [e for e in shown.edges if {e.source, e.target} <= rest]))
        assert parted, f"{hidden} was not needed"


def test_a_hidden_matter_at_the_end_is_left_out_and_one_between_is_kept() -> None:
    edges = [Edge("petition", "arose", "need"), Edge("vote", "on", "petition"), Edge("secret", "on", "vote")]
    shown = reveal(walk("need", asked(edges)), {"need", "vote"})
    assert set(shown.keys) == {"need", "petition", "vote"}


@settings(max_examples=400, deadline=None)
@given(EDGES, st.permutations(range(10)))
def test_the_order_follows_the_links_unless_they_run_in_a_circle(edges, ages) -> None:
    thread = walk(0, asked(edges))
    ordered = in_order(thread, age=dict(enumerate(ages)), forward={"funds"})
    assert sorted(ordered) == sorted(thread.keys)
    pairs = {ends_in_time(edge, {"funds"}) for edge in thread.edges}
    after = {key: {later for earlier, later in pairs if earlier == key} for key in thread.keys}
    if not any(key in reachable(key, after) for key in after):
        assert all(ordered.index(earlier) < ordered.index(later) for earlier, later in pairs)


def reachable(key, after) -> set:
    found: set = set()
    waiting = [key]
    while waiting:
        for later in after[waiting.pop()] - found:
            found.add(later)
            waiting.append(later)
    return found


@settings(max_examples=200, deadline=None)
@given(EDGES)
def test_a_drawing_has_every_box_once_and_nothing_on_top_of_anything(edges) -> None:
    thread = walk(0, asked(edges))
    ordered = in_order(thread, age={key: key for key in thread.keys})
    column = layers(ordered, thread.edges)
    assert all(column[e.source] != column[e.target] for e in thread.edges)
    drawing = draw(ordered, thread.edges, dict.fromkeys(ordered, "ძალიან გრძელი სათაური " * 5))
    corners = [(box.x, box.y) for box in drawing.boxes]
    assert len(set(corners)) == len(corners) == len(ordered)
    assert all(x + 200 <= drawing.width and y + 92 <= drawing.height for x, y in corners)


def test_a_single_matter_is_a_thread() -> None:
    alone = walk("only", asked([]))
    assert alone == Thread("only", ("only",), ())
    assert in_order(alone, age={"only": 1}) == ["only"]
