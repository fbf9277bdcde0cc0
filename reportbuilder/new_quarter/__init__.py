"""Start a quarter: its params file, new cells in the notebooks, and the list of what is due."""
