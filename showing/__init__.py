"""Shows things, as charts and as marked-up words that cannot mislead; it knows nothing of what they are about."""
