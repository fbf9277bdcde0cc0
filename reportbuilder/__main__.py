"""`python -m reportbuilder`: the same as the console script `cosmic`."""

from reportbuilder.cli.main import command

if __name__ == "__main__":
    command()
