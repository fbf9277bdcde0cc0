"""Whether a number follows from others: from sums and differences, in as many steps as it takes."""

from reportbuilder.checks.equations import Equations


def _sum(names):
    return dict.fromkeys(names, 1)


def test_one_of_two_parts_follows_from_the_total_and_the_other():
    known = Equations([("total", _sum("ab")), ("part b", _sum("b"))])
    assert sorted(known.find(_sum("a"))) == ["part b", "total"]


def test_one_of_three_parts_does_not_follow_while_another_is_withheld():
    known = Equations([("total", _sum("abc")), ("part b", _sum("b"))])
    assert known.find(_sum("a")) is None
    assert known.find(_sum("ac")) == ["total", "part b"]


def test_a_number_follows_by_several_sums_in_any_order():
    known = [("abc", _sum("abc")), ("bcd", _sum("bcd")), ("d", _sum("d"))]
    for order in (known, known[::-1]):
        assert sorted(Equations(order).find(_sum("a"))) == ["abc", "bcd", "d"]
        assert Equations(order).find(_sum("b")) is None


def test_a_sum_that_is_known_twice_adds_nothing():
    known = Equations([("one", _sum("ab")), ("again", _sum("ab")), ("part", _sum("a"))])
    assert sorted(known.find(_sum("b"))) == ["one", "part"]
