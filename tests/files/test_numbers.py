from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.files.numbers import parse_number, printable, quoted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.05", 0.05),
        ("0,05", 0.05),
        ("5e-2", 0.05),
        ("5E-2", 0.05),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("5,", 5.0),
        ("+5", 5.0),
        ("-1,5e3", -1500.0),
        ("1e+3", 1000.0),
        ("007", 7.0),
        (" \t5 \t", 5.0),
        ("1e-400", 0.0),
    ],
)
def test_a_number_may_have_blanks_a_sign_either_decimal_sign_and_an_exponent(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", ",", "+", "e5", ".e5", "1e", "1e5.0", "- 1", "1 2", "--1", "1.2.3", "1,2,3"),
        *("1.234,5", "1,234.5", "1_000", "nan", "NaN", "inf", "-Infinity", "0x10", "1d5", "5%", "abc"),
        *("1\n", "\n1", "１", "٣", "−1", "\u00a01", "1\0", "\x1c1", "½", "\ud800"),
    ],
)
def test_anything_else_is_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number$"):
        parse_number(text)


@pytest.mark.parametrize("text", ["1e400", "-1e400", "9" * 400])
def test_a_number_that_float64_cannot_hold_is_too_large(text: str) -> None:
    with pytest.raises(ValueError, match=r"is too large$"):
        parse_number(text)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_every_float_reads_back_bit_for_bit(value: float, decimal: str) -> None:
    assert parse_number(repr(value).replace(".", decimal)).hex() == value.hex()


@given(st.text())
def test_what_is_accepted_means_what_python_means_by_it(text: str) -> None:
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert value == float(text.replace(",", "."))


@pytest.mark.parametrize("text", ["1" * 50_000 + "x", "1." + "1" * 50_000 + "x", " " * 50_000 + "x"])
def test_a_long_text_that_is_no_number_costs_no_more_than_its_length(text: str) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)
    assert time.process_time() - start < 0.5  # some 0.001 s; seconds where the time grows with the square


def test_the_message_quotes_the_text() -> None:
    with pytest.raises(ValueError, match=r"^“abc” is not a number$"):
        parse_number(" abc ")


def test_a_quoted_text_longer_than_30_characters_is_cut_short() -> None:
    assert quoted("a" * 30) == "“" + "a" * 30 + "”"
    assert quoted("a" * 31) == "“" + "a" * 30 + "…”"


@pytest.mark.parametrize("character", ["\0", "\n", "\r", "\x1b", "\x85", "\u2028", "\u202e", "\ud800"])
def test_characters_that_would_break_a_message_are_replaced(character: str) -> None:
    assert printable(f"a{character}b") == "a�b"
    assert quoted(f"a{character}b") == "“a�b”"
