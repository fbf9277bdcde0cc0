"""List the words by which commentary calls what an indicator's name names: “footfall” of visits."""

from functools import cache

from reportbuilder.checks.statement import stems

_ALIKE = (  # of each line, any word may stand for any other
    "visits visitors footfall attendance attendances usage",
    "users usage members membership",
    "loans borrowing borrowed lending issues digital",
    "apprenticeships starts starters take-up uptake",
    "vaccinated vaccinations immunisations screening checks take-up uptake coverage",
    "killed injured casualties collisions fatalities",
    "repairs jobs",
    "re-let relet void voids turnaround",
    "arrears debt owed",
    "calls phone telephone answered answering handling",
    "complaints complainants",
    "waits waiting",
    "smoking quit quits quitters",
    "absence sickness sick",
    "temporary households placements families demand",
    "homeless homelessness preventions helped demand",
    "referrals referred contacts demand",
    "homes dwellings completions units housing properties",
    "children looked cared placements",
    "applications decisions determinations decided determined",
    "invoices prompt payment payments paid bills suppliers",
    "waste recycling recycled composting composted",
    "collections bins collected",
    "fly-tips fly-tipping incidents",
    "fires blazes incidents",
    "burglaries incidents",
    "crime crimes offences offending incidents",
    "inquests investigations cases backlog",
    "discharged discharge home reablement",
    "employed employment jobs",
    "emissions carbon",
    "requests answered responses responded replies",
    "residential nursing homes",
    "unemployment unemployed claimants claiming",
    "litter cleanliness",
    "delayed delays",
    "victims satisfaction",
    "uptake coverage vaccine vaccination",
    "customers clients subscribers",
    "satisfied satisfaction",
)


@cache
def own_words(name: str) -> frozenset[str]:
    """Return the stems of the words of an indicator's name, and of those that may stand for them."""
    named = stems(name)
    alike = [group for group in map(stems, _ALIKE) if group & named]
    return frozenset(named.union(*alike))
