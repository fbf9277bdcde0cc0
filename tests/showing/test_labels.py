"""Labels beside a chart keep apart, and stay within it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showing.labels import apart


@given(st.lists(st.tuples(st.floats(0, 200), st.sampled_from([13.0, 26.0])), min_size=1, max_size=6))
def test_no_label_lies_over_another_or_outside(labels):
    middles, heights = zip(*labels, strict=True)
    moved = apart(middles, heights, 200)
    spans = sorted((middle - height / 2, middle + height / 2) for middle, height in zip(moved, heights, strict=True))
    assert spans[0][0] >= -1e-6 and spans[-1][1] <= 200 + 1e-6
    assert all(lower[1] <= upper[0] + 1e-6 for lower, upper in pairwise(spans))


def test_labels_that_are_apart_stay_where_they_are():
    assert apart([20, 100], [13, 13], 200) == pytest.approx([20, 100])
