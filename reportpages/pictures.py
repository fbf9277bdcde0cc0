"""The names of an indicator's pictures beside its chart, by what each is of."""

STANDING = "standing"  # a figure and its target
SPARK = "spark"  # the last figures
VARIATION = "variation"  # the chart of signals, where the page's own chart shows other figures
