from __future__ import annotations

import pytest

from gdgui.files.delimiters import find_delimiter, split


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("1;2", ";"),
        ("1\t2", "\t"),
        ("1,2", ","),
        ("1 2", " "),
        ("0,5;1,2", ";"),
        ("0,5\t1,2", "\t"),
        ("0,5 1,2", " "),
        ("0, 5", ","),
        ("0 ; 5", ";"),
        ("1.5\t\t2.5", " "),
        ("1   2", " "),
        ('"0,5","1,2"', ","),
        ('"0,5";"1,2"', ";"),
        ('"0,5"  "1,2"', " "),
    ],
)
def test_the_delimiter_is_the_first_that_makes_two_numbers(line: str, delimiter: str) -> None:
    assert find_delimiter([line]) == delimiter
    assert find_delimiter(["time, s; height, m", line]) == delimiter


def test_the_second_line_decides_before_the_first() -> None:
    assert find_delimiter(["1,2", "1;2"]) == ";"


def test_where_the_second_line_is_bad_the_others_decide() -> None:
    assert find_delimiter(["x y", "1,5 abc", "1,5 2,5"]) == " "
    assert find_delimiter(["1;2", "a b"]) == ";"


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("1,2,3", ","),
        ("1 2 3", " "),
        ("1,5 2,5 3,5", " "),
        ("1;abc", ";"),
        ("abc,2", ","),
        ("abc,def,ghi", ","),
        ("2020 01 01,5", ","),
        ("1,5;2,5;3,5", ";"),
    ],
)
def test_where_no_line_has_two_numbers_the_most_plausible_delimiter_is_taken(
    line: str, delimiter: str
) -> None:
    assert find_delimiter(["x", line]) == delimiter


@pytest.mark.parametrize(
    ("line", "delimiter", "fields"),
    [
        ("a;b", ";", ["a", "b"]),
        ("a;;b", ";", ["a", "", "b"]),
        ("a,b,", ",", ["a", "b", ""]),
        ("\tb", "\t", ["", "b"]),
        ("\ta \t b\t", " ", ["a", "b"]),
        ('"a,b", "c"', ",", ["a,b", "c"]),
        ('"a ""b""",c', ",", ['a "b"', "c"]),
        ('5",6', ",", ['5"', "6"]),
    ],
)
def test_split_gives_the_fields_without_their_quotation_marks(
    line: str, delimiter: str, fields: list[str]
) -> None:
    assert split(line, delimiter) == fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [('"1,2', ['"1', "2"]), ('1,"2', ["1", '"2']), ('"1"2,3', ['"1"2', "3"]), ('"', ['"'])],
)
def test_a_misplaced_quotation_mark_stays_in_its_field(line: str, fields: list[str]) -> None:
    assert split(line, ",") == fields
