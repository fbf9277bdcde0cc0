"""Check the pages of a PDF as they are painted: nothing is covered, hidden or out of place."""
