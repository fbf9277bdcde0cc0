"""List the words by which commentary calls what an indicator's name names: “footfall” of visits."""

from functools import cache

from reportbuilder.checks.statement import stems

_ALIKE = (  # of each line, any word may stand for any other
    "visits visitors visited footfall attendance attendances admissions",
    "users members membership borrowers readers customers",
    "loans borrowing borrowed lending issues digital",
    "passengers journeys patronage ridership trips boardings",
    "tickets sold sales",
    "planted planting",
    "education employment eet",
    "payments uptake take-up",
    "volunteers volunteering hours",
    "apprenticeships starts starters take-up uptake",
    "vaccination vaccinated vaccine immunisation screening checks take-up uptake coverage invitations",
    "killed injured casualties collisions fatalities",
    "repairs repaired jobs",
    "re-let relet void voids turnaround lettings",
    "arrears debt debts owed",
    "rent rents collected collection income",
    "tax rates collected collection",
    "calls callers phone telephone answered answering handling",
    "contacts handled online digital enquiries self-service",
    "complaints complainants",
    "requests answered responses responded replies",
    "waits waiting treated pathways",
    "average wait waits waiting",
    "ambulance handovers response arrival",
    "smoking quit quits quitters",
    "absence sickness sick illness",
    "turnover leavers retention",
    "vacancy vacancies vacant",
    "temporary accommodation households placements families demand",
    "homeless homelessness preventions helped demand",
    "referrals referred contacts demand",
    "homes dwellings completions units housing properties",
    "children looked cared placements",
    "fostering foster carers placements",
    "plans issued finalised",
    "applications decisions determinations decided determined",
    "invoices prompt payment payments paid bills suppliers",
    "claims processing processed",
    "waste recycling recycled composting composted",
    "collections bins collected",
    "litter cleanliness clean",
    "fly-tips fly-tipping incidents",
    "potholes defects repairs",
    "fires blazes incidents",
    "burglary burglaries incidents break-ins",
    "crime crimes offences offending incidents",
    "abuse reports incidents offences",
    "behaviour incidents reports",
    "inquests investigations cases backlog older",
    "delayed delays",
    "reablement discharge home",
    "residential nursing homes placements",
    "packages starts",
    "birth births death deaths registration registered registrar",
    "emissions carbon footprint",
    "unemployment unemployed claimants claiming",
    "employed employment jobs",
    "businesses business enterprises firms companies traders",
    "satisfied satisfaction",
    "customers clients subscribers",
)


@cache
def own_words(name: str) -> frozenset[str]:
    """Return the stems of the words of an indicator's name, and of those that may stand for them."""
    named = stems(name)
    alike = [group for group in map(stems, _ALIKE) if group & named]
    return frozenset(named.union(*alike))
