from __future__ import annotations

import pytest

from gdgui.files.delimiters import split
from gdgui.files.dialect import Dialect
from gdgui.files.judge import judge
from gdgui.files.rows import first_rows


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("1;2", ";"),
        ("1\t2", "\t"),
        ("1,2", ","),
        ("1|2", "|"),
        ("1 2", " "),
        ("0,5;1,2", ";"),
        ("0,5\t1,2", "\t"),
        ("0,5 1,2", " "),
        ("0, 5", ","),
        ("0 ; 5", ";"),
        ("1.5 \t2.5\n3 4", " "),
        ("1   2", " "),
        ('"0,5","1,2"', ","),
        ('"0,5";"1,2"', ";"),
        ('"0,5"  "1,2"', " "),
        ("1,5 2,5 3,5", " "),
        ("1,5;2,5;3,5", ";"),
        ("x y\n1,5 abc\n1,5 2,5", " "),
        ("1;2\na b", ";"),
        ("12 345\t67 890", "\t"),
    ],
)
def test_the_delimiter_is_the_one_that_explains_most(line: str, delimiter: str) -> None:
    assert [each.layout.delimiter for each in judge(first_rows(line), Dialect())] == [delimiter]


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
