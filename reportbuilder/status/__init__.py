"""Say where a quarter stands while it is written: what is in, what is missing, and how many days are left."""
