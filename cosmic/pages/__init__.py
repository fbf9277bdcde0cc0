"""What a notebook shows: the pages of an edition, with their charts and tables."""
