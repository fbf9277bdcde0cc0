"""Explain where a number comes from, and verify that an edition still is what its inputs give."""
