"""`python -m cosmic`: the same as the console script `cosmic`."""

from cosmic.cli import command

if __name__ == "__main__":
    command()
