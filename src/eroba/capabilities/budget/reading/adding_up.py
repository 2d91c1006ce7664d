"""Whether parts add up to their whole, to the tetri; and sums where a file leaves a line without an amount."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from eroba.capabilities.budget.reading.codes import parent_of
from eroba.capabilities.budget.reading.found import ECONOMIC, PHASES, Gap, ReadBudget, ReadLine

WAGES = "2.1"


def check_sums(read: ReadBudget) -> None:
    """Fill in what follows from the parts, and write down every whole whose parts do not make it."""
    for classification in {line.classification for line in read.lines}:
        lines = read.of(classification)
        known = {line.code for line in lines}
        below: dict[str, list[ReadLine]] = defaultdict(list)
        for line in lines:
            below[parent_of(line.code, known, classification)].append(line)
        for phase in PHASES:
            for line in sorted(lines, key=lambda one: -one.code.count(".") * 100 - len(one.code)):
                _check(read, line, below[line.code], phase)
            _check_total(read, classification, below[""], phase)


def _check(read: ReadBudget, line: ReadLine, parts: Sequence[ReadLine], phase: str) -> None:
    amounts = [part.amounts[phase] for part in parts if phase in part.amounts]
    if not amounts:
        return
    together = sum(amounts)
    if phase not in line.amounts:
        line.amounts[phase] = together
        return
    # wages stand below expenses as "of which", alone: they are not meant to make up the whole
    is_of_which = line.classification == ECONOMIC and [part.code for part in parts] == [WAGES]
    whole = line.amounts[phase]
    if together != whole and not (is_of_which and abs(together) <= abs(whole)):
        gap = Gap(line.classification, phase, line.code, line.title_ka, line.sheet, line.row, whole, together)
        read.gaps.append(gap)


def _check_total(read: ReadBudget, classification: str, tops: Sequence[ReadLine], phase: str) -> None:
    said = read.totals.get((classification, phase))
    if said is None:
        return
    whole, sheet, row = said
    together = sum(line.amounts.get(phase, 0) for line in tops)
    if together != whole:
        read.gaps.append(Gap(classification, phase, "", "", sheet, row, whole, together))


def top_sum(lines: Mapping[str, int], classification: str) -> int:
    """What the lines right below the total make together, from codes and amounts."""
    return sum(tetri for code, tetri in lines.items() if not parent_of(code, lines, classification))
