"""Read the commands that a person types, and do them."""
