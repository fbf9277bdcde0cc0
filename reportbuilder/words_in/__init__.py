"""Take a service's words from a Word document into the cell of a notebook that is kept for them."""
