"""Where a project's files are, how they are read, and what is told of those that cannot be."""
