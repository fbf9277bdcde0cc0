"""Reads what people's programs save, text, tables, days, numbers and YAML: what has one meaning; all else is told."""
