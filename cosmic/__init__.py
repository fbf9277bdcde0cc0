"""CoSMIC Report: the calculations and commands behind a council's quarterly performance report."""
