"""What the tests of what came back share with those of returns: a second quarter, and the workbooks sent out for it."""

from tests.reportbuilder.returns.conftest import second, sent

__all__ = ["second", "sent"]
