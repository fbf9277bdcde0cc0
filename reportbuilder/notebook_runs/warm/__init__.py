"""Processes that start in no time, as copies of one that has imported all that they need."""
