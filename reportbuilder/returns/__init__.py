"""Returns: the workbook that a service fills in for a quarter."""
