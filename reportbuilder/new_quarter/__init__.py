"""Starts a quarter: its params file, fresh cells in the notebooks, and what is due."""
