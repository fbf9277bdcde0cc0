"""The readers of what people save: whatever the file, a value or a message for people, and never long."""

import pytest

from tests.fuzzing import READERS, try_reader

MOST_SECONDS = 5  # far above what was seen, for a machine that is busy


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "seeds", [range(250), pytest.param(range(1000, 21_000), marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_spoilt_file_ends_in_a_value_or_a_message(name, seeds):
    tried = list(try_reader(name, seeds))
    assert len(tried) == len(seeds)
    assert [(seed, failed) for seed, failed, _ in tried if failed] == []
    assert max(seconds for _, _, seconds in tried) < MOST_SECONDS
