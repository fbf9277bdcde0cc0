"""Looks at the pages of a PDF as they are painted: nothing covered, hidden or out of place."""
