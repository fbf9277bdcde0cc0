"""Retire an indicator: its definition says which quarter is its last, and all else of its file stays to the byte."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic import definitions, editions
from cosmic.definitions import Indicator, quarter_name
from cosmic.periods import Quarter
from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, attempt, raise_any
from reportbuilder.drafts.definition_faults import find_late_figures
from reportbuilder.new_quarter.all_or_nothing import write_all


@dataclass(frozen=True)
class Retirement:
    """From which quarter an indicator is no longer reported, why, and the stem of the one that replaces it, if any."""

    stem: str
    start: Quarter
    reason: str
    replaced_by: str | None = None

    @property
    def last(self) -> Quarter:
        """Return the last quarter that reports it."""
        before = (self.start.year, self.start.number - 1) if self.start.number > 1 else (self.start.year - 1, 4)
        return Quarter(*before)

    @property
    def keys(self) -> dict[str, object]:
        """Return the keys that its definition gets."""
        return {"reported_until": self.last} | ({"replaced_by": self.replaced_by} if self.replaced_by else {})


def retire_indicator(stem: str, start: str, reason: str, replaced_by: str | None = None) -> str:
    """Retire an indicator from a quarter on, and return what was written, for people to read.

    Raises Faults with all that is wrong, and CosmicError where the file cannot be written: then nothing is changed.
    """
    wanted = _read(stem, start, reason, replaced_by)
    path = paths.definition(stem)
    indicator = definitions.load_definition(stem)
    raise_any(_faults(indicator, wanted))
    content = files.read_content(path) or b""
    changed = content + _lines(content, wanted).encode()
    _check(indicator, changed, wanted)
    write_all({path: changed})
    return "\n".join(
        [
            f"{indicator.title} is reported until {wanted.last}: {paths.shown(path)} says so, and why.",
            "Its files and its page in index.qmd stay: earlier editions come out as they were. Its number is not given "
            "again.",
        ]
    )


def _read(stem: str, start: str, reason: str, replaced_by: str | None) -> Retirement:
    """Return what a person asks for. Raises Faults with all that cannot be meant."""
    stems = paths.stems()
    faults = []
    for name, given in (("STEM", stem), ("--replaced-by", replaced_by)):
        if given is not None and given not in stems:
            listed = f"{stems[0]} to {stems[-1]}" if stems else "none"
            faults.append(Fault(name, f"must be the stem of an indicator ({listed}), got: {given!r}"))
    if replaced_by == stem:
        faults.append(Fault("--replaced-by", f"must be another indicator, got: {stem!r}"))
    words = " ".join(reason.split())
    if not words or not words.isprintable():
        faults.append(Fault("--reason", f"must be words that say why, got: {reason!r}"))
    quarters, wrong_quarter = attempt([lambda: _quarter(start)])
    raise_any([*faults, *wrong_quarter])
    return Retirement(stem, quarters[0], words, replaced_by)


def _quarter(text: str) -> Quarter:
    try:
        return quarter_name(text)
    except ValueError as error:
        raise Faults.at("--from", str(error)) from None


def _faults(indicator: Indicator, wanted: Retirement) -> Iterator[Fault]:
    """Find why an indicator cannot be retired from a quarter on."""
    place = paths.shown(paths.definition(indicator.stem))
    if indicator.reported_until:
        yield Fault(f"{place}, reported_until", f"says already that it is retired, got: {indicator.reported_until}")
        return
    published = _last_published()
    if published and wanted.start <= published:
        advice = f"an edition stays as it was; give the quarter after {published}, or a later one"
        yield Fault("--from", f"must be after the last edition, {published}, got: {wanted.start}; {advice}")
    elif indicator.reported_from and wanted.last < indicator.reported_from:
        advice = "where no edition has it, delete its files and its page in index.qmd"
        yield Fault("--from", f"must be after reported_from, {indicator.reported_from}, got: {wanted.start}; {advice}")
    yield from find_late_figures(indicator.model_copy(update={"reported_until": wanted.last}))


def _last_published() -> Quarter | None:
    """Return the last quarter whose edition is finished: the newest one too, unless it followed another."""
    quarters = editions.list_quarters()
    return next(reversed(quarters[:-1] or quarters), None)


def _lines(content: bytes, wanted: Retirement) -> str:
    """Return the lines that are added below a definition, with line ends as it has them."""
    end = "\r\n" if b"\r\n" in content else "\n"
    lines = [f"# No longer reported from {wanted.start}: {wanted.reason}"]
    lines += [f"{key}: {value}" for key, value in wanted.keys.items()]
    return ("" if content.endswith(b"\n") else end) + "".join(line + end for line in lines)


def _check(indicator: Indicator, changed: bytes, wanted: Retirement) -> None:
    """Raise Faults where the definition with its new lines does not say what it said, and the new keys."""
    place = paths.shown(paths.definition(indicator.stem))
    with files.as_if_written({paths.definition(indicator.stem): changed}):
        found, faults = attempt([lambda: definitions.load_definition(indicator.stem)])
    if faults or found[0] != indicator.model_copy(update=wanted.keys):
        keys = ", ".join(f"{key}: {value}" for key, value in wanted.keys.items())
        raise Faults.at(place, f"is laid out in a way that cannot be added to; write into it by hand: {keys}")
