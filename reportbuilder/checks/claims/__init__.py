"""Read what commentary claims of a trend and of the year's end, and hold it against the chart and the range."""
