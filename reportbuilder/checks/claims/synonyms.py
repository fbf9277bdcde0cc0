"""List the words by which commentary calls what an indicator's name names: “footfall” of visits."""

from functools import cache

from reportbuilder.checks.statement import stems

_CALLED = (  # words of a name, and what they are called, too
    ("visits visitors attendances footfall", "visits visitors visited footfall attendance attendances"),
    ("users members", "users members membership borrowers readers"),
    ("loans borrowed e-books", "loans borrowing borrowed lending issues digital"),
    ("passengers journeys", "passengers journeys patronage ridership trips boardings"),
    ("volunteers", "volunteering hours"),
    ("tickets", "sold sales"),
    ("apprenticeships", "starts starters take-up uptake"),
    ("packages", "starts"),
    ("vaccine vaccinations vaccinated immunisations", "vaccine vaccination immunisation take-up uptake coverage"),
    ("screening checks payments", "take-up uptake coverage"),
    ("killed injured casualties", "killed injured casualties collisions fatalities"),
    ("repairs", "repaired jobs"),
    ("re-let voids lettings", "re-let relet voids turnaround lettings"),
    ("arrears debt", "arrears debts owed"),
    ("rent tax rates", "collected collection"),
    ("calls", "callers phone telephone answered answering handling"),
    ("contacts", "handled online digital"),
    ("complaints", "complainants"),
    ("requests emails letters enquiries", "answered answering responses responded replies"),
    ("waits waiting", "waits waiting treated pathways"),
    ("average mean median", "wait waits waiting"),
    ("smoking smokers quit", "quit quits quitters"),
    ("absence sickness", "absence sickness illness"),
    ("turnover", "leavers retention"),
    ("temporary accommodation", "accommodation households placements families demand"),
    ("homeless homelessness", "homelessness preventions helped demand"),
    ("referrals contacts", "referrals referred contacts demand"),
    ("homes", "dwellings completions units housing properties"),
    ("closed", "closing closures"),
    ("children", "looked cared placements"),
    ("fostering foster", "fostering foster carers"),
    ("applications", "decisions determinations decided determined"),
    ("invoices suppliers", "invoices prompt payment payments paid bills suppliers"),
    ("claims benefit", "claims processing processed"),
    ("claimants claiming unemployment unemployed", "unemployment unemployed claimants claiming"),
    ("recycling recycled composting", "recycling recycled composting composted"),
    ("bins collections", "bins collections collected"),
    ("litter", "cleanliness"),
    ("fly-tips fly-tipping fires behaviour abuse crime burglaries", "incidents reports offences"),
    ("potholes", "defects repairs"),
    ("burglaries burglary", "break-ins"),
    ("inquests investigations", "inquests investigations cases backlog older"),
    ("delayed", "delays"),
    ("lost", "loss losses"),
    ("empty", "void voids"),
    ("residential nursing", "homes placements"),
    ("births deaths", "registration registrations registered"),
    ("emissions carbon", "emissions carbon footprint"),
    ("employment", "employed jobs eet"),
    ("planted", "planting"),
    ("satisfied satisfaction", "satisfied satisfaction"),
    ("customers", "customers clients subscribers"),
)


@cache
def own_words(name: str) -> frozenset[str]:
    """Return the stems of the words of an indicator's name, and of those that may stand for them."""
    named = stems(name)
    also = [stems(called) for words, called in _CALLED if stems(words) & named]
    return frozenset(named.union(*also))
