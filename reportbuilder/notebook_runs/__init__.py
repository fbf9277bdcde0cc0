"""Runs the notebooks of a quarter, and keeps what they gave."""
