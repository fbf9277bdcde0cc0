"""Look for what else in a passage would explain a stated change, so that it is not judged by the wrong levels."""

from prosecheck.differences import bears_out, can_be_of
from prosecheck.directions import Way
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Quantity


def has_alibi(passage: Passage, number: int, change: Quantity, way: Way, told: list[Pair]) -> bool:
    """Tell whether two quantities of the passage, other than the pairs told, bear a change out."""
    quantities = passage.quantities
    known = {frozenset((pair.base, pair.now)) for pair in told}
    others = [n for n in range(len(quantities)) if n != number]
    for base in (n for n in others if can_be_of(change, quantities[n])):
        like = (n for n in others if n != base and quantities[base].is_like(quantities[n]))
        for now in (n for n in like if frozenset((base, n)) not in known):
            if bears_out(change, way, quantities[base], quantities[now]):
                return True
    return False
