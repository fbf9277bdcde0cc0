"""Keep which returns were asked for and came in, and tell whether what was signed off still stands."""
