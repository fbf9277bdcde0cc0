"""What a notebook shows: the pages of an edition, with their words, charts and tables, by the records of cosmic."""
