"""What is a committee's own is read from one place, and what is wrong there is told with its key."""

from datetime import date

import pytest

from cosmic.committee import read_committee
from cosmic.definitions import load_definition
from cosmic.ratings import RAG, Ratings
from projectfiles.errors import Faults
from reportpages import badges
from reportpages.indicator import IndicatorPage
from reportpages.saved_records import to_plain
from reportpages.scorecard import ScorecardPage
from tests.factories import FIRST, a_record, an_indicator

NAMES = {"names": {"Green": "On track", "amber": "Slipping"}, "symbols": {"Green": "✔", "Red": "✘"}}


def settings(project, **given):
    """Put keys of `_quarto.yml` in place of what it says there."""
    path = project / "_quarto.yml"
    kept = [
        line for line in path.read_text("utf-8").splitlines() if not line.startswith(tuple(f"{key}:" for key in given))
    ]
    path.write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in given.items())]) + "\n", encoding="utf-8")


def test_the_first_edition_is_that_of_its_committee():
    own = read_committee()
    assert (own.prefix, own.stem, len(own.key)) == ("CoSMIC", "cosmic", 12)
    assert own.ratings == Ratings() and own.ratings.printed(RAG.GREEN) == "Green"


@pytest.mark.parametrize("prefix", ["H T", "2T", "H-T", "''", "Hât"])
def test_a_prefix_that_is_not_letters_and_digits_is_one_clear_fault(project_copy, prefix):
    settings(project_copy, prefix=prefix)
    with pytest.raises(Faults) as told:
        read_committee()
    assert len(told.value.faults) == 1 and told.value.faults[0].place == "_quarto.yml, prefix"
    assert "must be letters and digits" in str(told.value) or "must not be empty" in str(told.value)


def test_a_prefix_that_yaml_takes_for_an_answer_is_what_was_typed(project_copy):
    settings(project_copy, prefix="NO")
    assert read_committee().prefix == "NO"


def test_a_stem_of_another_prefix_is_told_with_what_to_do(project_copy):
    settings(project_copy, prefix="HT2")
    with pytest.raises(
        Faults, match=r"^data/indicators/cosmic-003.yml: must begin with ht2-, as the prefix .* is HT2; re"
    ):
        load_definition("cosmic-003")


def test_an_indicator_may_have_a_code_of_its_own(project_copy):
    path = project_copy / "data" / "indicators" / "cosmic-003.yml"
    path.write_text(path.read_text("utf-8") + "code: FI06\n", encoding="utf-8")
    assert load_definition("cosmic-003").title.startswith("FI06: ")
    assert load_definition("cosmic-004").code == "CoSMIC 004"
    path.write_text(path.read_text("utf-8").replace("FI06", "'a: b'"), encoding="utf-8")
    with pytest.raises(Faults, match="data/indicators/cosmic-003.yml, code: must"):
        load_definition("cosmic-003")


WRONG = {
    "an unknown rating": ("{names: {Gren: On track}}", "_quarto.yml, ratings, names, Gren: must be 'Red', "),
    "one name for two": ("{names: {Green: Fine, Amber: fine}}", "Amber and Green are both 'fine'; rename one"),
    "the word of another": ("{names: {Green: Amber}}", "Amber and Green are both 'amber'; rename one"),
    "a name without end": (f"{{names: {{Green: {'x' * 41}}}}}", "names, Green: must be a name of at most 40"),
    "a sign of words": ("{symbols: {Green: a tick}}", "symbols, Green: must be a sign of at most 3 characters"),
    "an unknown key": ("{colours: {Green: red}}", "_quarto.yml, ratings, colours: is not a known key"),
    "a scheme": ("{scheme: {amber_within: far}}", "_quarto.yml, ratings, scheme, amber_within: must be like 10%"),
}


@pytest.mark.parametrize("given, expected", WRONG.values(), ids=WRONG)
def test_wrong_ratings_are_told_at_their_key(project_copy, given, expected):
    settings(project_copy, ratings=given)
    with pytest.raises(Faults) as told:
        read_committee()
    assert expected in str(told.value)


def test_a_badge_keeps_the_class_of_its_rating_and_shows_the_committees_sign_and_name():
    ratings = Ratings.model_validate(NAMES)
    assert badges.badge(RAG.GREEN, ratings, 3).markdown == "[3 ✔ On track]{.rag .rag-green .signed}"
    assert badges.badge(RAG.RED, ratings).text == "✘ Red"
    assert badges.badge(RAG.AMBER, ratings).markdown == "[Slipping]{.rag .rag-amber}"
    assert badges.badge(RAG.GREEN, Ratings.model_validate({"names": {"Green": "A_b*"}})).markdown.startswith(
        "[A\\_b\\*]"
    )


def test_every_page_prints_ratings_by_the_committees_names(project_copy):
    settings(project_copy, ratings="{names: {Green: On track, Amber: Slipping}, symbols: {Green: ✔}}")
    page, scorecard = IndicatorPage("cosmic-003", str(FIRST)), ScorecardPage(str(FIRST))
    assert page.rag().plain == "RAG Rating: ✔ On track"
    assert "RAG rating: On track." in page.chart().plain
    assert scorecard.table().plain.count("✔ On track") == 6 and "Green" not in scorecard.table().plain
    assert "6 ✔ On track" in scorecard.glance().plain


def test_a_record_holds_the_ratings_own_word_and_the_committees_name_where_that_differs(project_copy):
    settings(project_copy, ratings="{names: {Green: On track}}")
    (green,) = to_plain([IndicatorPage("cosmic-003", str(FIRST)).record])
    (red,) = to_plain([a_record(an_indicator(), [(FIRST.end, 10, date(2025, 9, 1))])])
    assert (green["rag"], green["rating"]) == ("Green", "On track")
    assert red["rag"] == "Red" and "rating" not in red
