"""Builds an edition of the report: reads its inputs, checks them, runs the notebooks and publishes what they show."""
