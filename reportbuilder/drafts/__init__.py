"""Read what an edition is made from: definitions, figures, notebooks and the words in them."""
