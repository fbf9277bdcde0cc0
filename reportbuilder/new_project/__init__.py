"""Make a project for a committee, and add and retire its indicators; write the schemas of its files."""
