"""Draws bars and lines that cannot mislead, from plain numbers and words; it knows nothing of what they are about."""
