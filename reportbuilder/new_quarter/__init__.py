"""Start a quarter: its params file, notebooks that show it, with new cells, and the list of what is due."""
