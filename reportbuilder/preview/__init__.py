"""The page of an edition in a browser while it is being written."""
