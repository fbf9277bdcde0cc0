"""From executed notebooks to an edition: HTML, PDF, Word, CSV and JSON."""
