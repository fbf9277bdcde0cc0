"""The words of means: what each says of itself, how the figure compares with it, and what that depends on."""

from collections.abc import Iterator

from cosmic.figures import Benchmark
from cosmic.means import Kind, Mean, Obstacle, Verdict
from cosmic.record import Record
from reportpages import formatting

NOT_COMPARABLE = "not comparable"
_MADE = {
    Kind.OF_AUTHORITIES: "mean of {}",
    Kind.POOLED: "pooled mean of {}",
    Kind.MEDIAN: "median of {}",
    None: "mean of unstated kind, of {}",
}
_NOUNS = {Kind.OF_AUTHORITIES: "mean of authorities", Kind.POOLED: "pooled mean", Kind.MEDIAN: "median"}
_LINKS = {Verdict.SIMILAR: "to", Verdict.THE_SAME: "as"}  # others: better than
_WITHOUT_INTERVAL = "whether by more than chance cannot be said without a numerator and a denominator"


def sentences(record: Record) -> list[str]:
    """Return a text for each mean that is held, and one for each benchmark whose kinds of mean give other verdicts."""
    return [*(_told(record, mean) for mean in record.means), *_dependences(record)]


def label(record: Record, benchmark: Benchmark) -> str:
    """Return the name of a benchmark for a chart or its table, which says where it cannot be compared."""
    return f"{benchmark}{_mark(_shown(record, benchmark))}"


def others(record: Record) -> list[tuple[str, Mean]]:
    """Return the means of another kind beside the one that is drawn of their benchmark, each by its name and kind."""
    drawn = [_shown(record, benchmark) for benchmark in record.benchmarks]
    return [
        (f"{mean.benchmark}, {_NOUNS[mean.kind]}{_mark(mean)}", mean)
        for mean in record.means
        if mean not in drawn and mean.kind
    ]


def period(record: Record, benchmark: Benchmark) -> str:
    """Return what stands below a mean in a table: the period that it is of, and whether it cannot be compared."""
    mean, end = _shown(record, benchmark), record.benchmarks[benchmark].period_end
    if mean and mean.obstacle is Obstacle.DEFINITION:
        return f"to {formatting.month_and_year(end)}{_mark(mean)}"  # how long its period is follows from its definition
    return f"{formatting.period_covered(record.benchmarks[benchmark])}{_mark(mean)}"


def _shown(record: Record, benchmark: Benchmark) -> Mean | None:
    return next((mean for mean in record.means if mean.benchmark == benchmark), None)


def _mark(mean: Mean | None) -> str:
    return f", {NOT_COMPARABLE}" if mean and mean.obstacle else ""


def _told(record: Record, mean: Mean) -> str:
    """Return a mean with all that it says of itself: `England Mean 92%: mean of 152 of 152 authorities, …`."""
    value, end = formatting.number(mean.value, record.indicator), mean.period_end
    covered = formatting.period_covered(record.benchmarks[Benchmark(mean.benchmark)])
    if mean.definition:
        covered = f"to {formatting.month_and_year(end)}"
    of = f"{mean.coverage} authorities" if mean.coverage else "authorities"
    parts = [_MADE[mean.kind].format(of), *_neighbours(mean), covered, mean.source.rstrip(".")]
    return f"{mean.benchmark} {value}: {', '.join(parts)}. {_comparison(record, mean)}".rstrip()


def _neighbours(mean: Mean) -> Iterator[str]:
    if mean.neighbours:
        day = f" as at {formatting.day_in_full(mean.as_at)}" if mean.as_at else ""
        yield f"neighbours {mean.neighbours}{day} ({'; '.join(mean.authorities)})"


def _comparison(record: Record, mean: Mean) -> str:
    """Return how the figure compares with a mean, or why it cannot; nothing without a figure."""
    if mean.obstacle is Obstacle.DEFINITION:
        return f"Not comparable with the figure, as it is defined otherwise: {(mean.definition or '').rstrip('.')}."
    if mean.obstacle and record.current:
        figures = record.benchmarks[Benchmark(mean.benchmark)], record.current
        its, own = map(formatting.period_covered, figures)
        return f"Not comparable with the figure, as it is of another period: {its}, not {own}."
    if mean.verdict is None:
        return ""
    if mean.interval is None:
        chance = "" if mean.verdict is Verdict.THE_SAME else f"; {_WITHOUT_INTERVAL}"
        return f"The figure is {_compared(mean.verdict)} it{chance}."
    decimals = record.indicator.decimals + 1
    low, high = (
        formatting.in_unit(end, record.indicator.unit, decimals, record.indicator.measured_in)
        for end in (mean.interval.low, mean.interval.high)
    )
    return f"The figure is {_compared(mean.verdict)} it: its 95% interval is {low} to {high}."


def _compared(verdict: Verdict) -> str:
    return f"{verdict} {_LINKS.get(verdict, 'than')}"


def _dependences(record: Record) -> Iterator[str]:
    """Yield for each benchmark how verdict and rating depend on the kind of its mean, where they do."""
    for benchmark in record.benchmarks:
        own = [mean for mean in record.means if mean.benchmark == benchmark]
        compared = {_NOUNS[mean.kind]: _compared(mean.verdict) for mean in own if mean.kind and mean.verdict}
        rated = {_NOUNS[mean.kind]: mean.rating for mean in own if mean.kind and mean.rating}
        if len(set(compared.values())) > 1:
            told = ", ".join(f"{verdict} the {kind}" for kind, verdict in compared.items())
            yield f"How the figure compares with the {benchmark} depends on the kind of mean: it is {told}."
        if len(set(rated.values())) > 1:
            told = ", ".join(f"{rating} by the {kind}" for kind, rating in rated.items())
            yield f"The RAG rating depends on the kind of mean: {told}."
