"""Where a number comes from, and whether an edition still is what its inputs give."""
