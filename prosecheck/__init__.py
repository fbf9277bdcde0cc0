"""Read the claims that prose makes of its own numbers, and judge them.

README.md says how a text is read, and how to add a case, a relation or a kind.
"""

from prosecheck.claims import Claim as Claim
from prosecheck.claims import Verdict as Verdict
from prosecheck.face import check_text as check_text
from prosecheck.passages import Known as Known
