"""One style of numbers; digits of what stands together recombine."""

from __future__ import annotations

import math
from decimal import Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdgui.words.numbers import (
    FIGURE,
    apart,
    as_typed,
    figure,
    number,
    row,
    square,
    ticks,
    to_step,
    two_figures,
    whole,
)
from gdgui.words.typed import typed

EXACT = Context(prec=1500)
ANY = st.builds(
    lambda sign, mantissa, exponent: sign * float(f"{mantissa}e{exponent}"),
    st.sampled_from((-1, 1)),
    st.floats(1, 9.999999999),
    st.integers(-300, 300),
) | st.sampled_from((0.0, -0.0, 1.0, -10.0, 5e-324, 1.7e308))


def value_of(text: str) -> Decimal:
    """What a text in the style of the program says, exactly."""
    return Decimal(typed(text.strip("\u2007").replace(",", "")))


def last_place(text: str) -> int:
    exponent = value_of(text).as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.05, "0.05"),
        (-0.05, "−0.05"),
        (0.00123456, "0.001235"),
        (0.0001, "0.0001"),
        (0.00001, "10⁻⁵"),
        (-0.0000125, "−1.25·10⁻⁵"),
        (1000.0, "1,000"),
        (12345.678, "12,346"),
        (123456.7, "123,457"),
        (999999.4, "999,999"),
        (999999.7, "10⁶"),
        (1.5e9, "1.5·10⁹"),
        (1e300, "10³⁰⁰"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_a_number_is_written_in_one_style(value: float, text: str) -> None:
    assert number(value) == text


def test_whole_numbers_are_grouped() -> None:
    assert [whole(each) for each in (0, 999, 1000, -1_000_000)] == ["0", "999", "1,000", "−1,000,000"]


@given(ANY, st.integers(2, 15))
def test_a_number_says_its_value_in_so_many_digits(value: float, digits: int) -> None:
    error = abs(EXACT.subtract(value_of(number(value, digits)), Decimal(value)))
    assert error <= abs(Decimal(value)) * Decimal(10) ** (1 - digits)


@given(ANY, ANY)
def test_apart_tells_two_numbers_apart(value: float, other: float) -> None:
    texts = apart(value, other), apart(other, value)
    assert (texts[0] == texts[1]) == (value == other)


def test_apart_takes_no_more_digits_than_it_needs() -> None:
    assert (apart(0.7784, 0.9), apart(0.77841, 0.77839), apart(1.00001, 1.0)) == (
        "0.7784",
        "0.77841",
        "1.00001",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00000"),
        (-0.0, "0.00000"),
        (0.56012, "0.56012"),
        (0.00123456, "0.0012346"),
        (-12.5, "−12.50000"),
    ],
)
def test_a_figure_keeps_five_digits(value: float, text: str) -> None:
    assert figure(value).strip("\u2007") == text


@given(ANY)
@example(9.99996e99)
@example(-9.99996e-100)
@example(-9999.999999)
@example(99999.999999)
@example(9.9999999e-5)
def test_a_figure_is_as_wide_as_any_other_whatever_its_size(value: float) -> None:
    text = figure(value)
    assert len(text) == FIGURE
    assert text.startswith(("\u2007", "−"))  # the sign moves no digit
    assert math.isclose(value_of(text), value, rel_tol=6e-3)


@given(ANY, ANY)
def test_a_figure_of_nothing_has_no_sign(value: float, other: float) -> None:
    for text in (figure(value), number(value), to_step(value, abs(other) or 1.0), *row(value, other, 1.0)):
        assert not text.startswith("−") or value_of(text) < 0


@pytest.mark.parametrize(
    ("mse", "minimum", "texts"),
    [
        (0.0690, 0.00632, ("0.069000", "0.0063200")),
        (0.00632012, 0.00632, ("0.0063201", "0.0063200")),
        (0.0063200012, 0.00632, ("0.006320001", "0.006320000")),
        (2e-31, 1e-31, ("2.000·10⁻³¹", "1.000·10⁻³¹")),
        (7.0, 7.0, ("7.00000", "7.00000")),
    ],
)
def test_two_figures_look_different_where_they_are(
    mse: float, minimum: float, texts: tuple[str, str]
) -> None:
    shown = two_figures(mse, minimum)
    assert tuple(each.strip("\u2007") for each in shown) == texts
    assert {len(each) for each in shown} == {FIGURE}


@pytest.mark.parametrize(
    ("y", "predicted", "typical", "texts"),
    [
        (10_000.0, 10_000.0312345, 0.03, ("10,000", "10,000.0312", "−0.0312")),
        (10_000.02, 59_417.6268, 0.03, ("10,000.02", "59,417.63", "−49,417.61")),
        (0.48, 0.33, 0.1, ("0.48", "0.3300", "0.1500")),
        (0.48273619412345, 0.48261274, 1e-4, ("0.4827362", "0.4826127", "0.0001235")),
        (1.0, 1.23e30, 1e30, ("1", "1.23000000·10³⁰", "−1.23000000·10³⁰")),
        (1e-14, 1.23e-14, 1e-15, ("10⁻¹⁴", "1.2300·10⁻¹⁴", "−2.300·10⁻¹⁵")),
        (1e10, 10_000_000_003.0, 3.0, ("10,000,000,000", "10,000,000,003.0", "−3.0")),
        (1.0, 1 - 1e-16, 1e-16, ("1", "1.00000000", "0.00000000")),
        (0.0, 0.0, 0.0, ("0", "0", "0")),
    ],
)
def test_a_row_of_the_table(y: float, predicted: float, typical: float, texts: tuple[str, str, str]) -> None:
    assert row(y, predicted, typical) == texts


@given(ANY, ANY, ANY)
@example(10_000.0, 10_000.03, 0.03)
@example(3e-300, 2e300, 1e300)
def test_prediction_and_residual_add_up_to_y(y: float, predicted: float, typical: float) -> None:
    """Exactly; where y has digits beyond the last one shown of the others, to that one."""
    shown = row(y, predicted, abs(typical))
    total = EXACT.add(value_of(shown.predicted), value_of(shown.residual))
    place = max(last_place(shown.predicted), last_place(shown.residual))
    unit = Decimal(10) ** place if last_place(shown.y) < place else Decimal(0)
    assert abs(EXACT.subtract(total, value_of(shown.y))) <= unit / 2


@given(ANY, ANY, ANY, st.floats(1e-20, 1e20))
def test_y_looks_the_same_whatever_the_line(y: float, one: float, two: float, typical: float) -> None:
    assert row(y, one, typical).y == row(y, two, typical).y


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.48, "0.48"),
        (0.4827361941234, "0.482736"),
        (1234567.89, "1,234,567.89"),
        (-0.0, "0"),
        (1e-5, "0.00001"),
        (1e-10, "10⁻¹⁰"),
    ],
)
def test_what_was_typed_keeps_its_digits(value: float, text: str) -> None:
    assert as_typed(value) == text


@given(ANY, ANY)
def test_a_row_shows_a_residual_that_is_more_than_rounding(y: float, predicted: float) -> None:
    residual = y - predicted
    shown = row(y, predicted, abs(residual))
    if abs(residual) > 1e-12 * max(abs(y), abs(predicted)):
        assert math.isclose(value_of(shown.residual), residual, rel_tol=0.06)
    assert math.isclose(value_of(shown.predicted), predicted, rel_tol=1e-3, abs_tol=1e-3 * abs(y))


@given(st.lists(st.floats(1e-6, 1e3), min_size=1, max_size=20), st.integers(-140, 140))
def test_the_mean_of_the_squares_shown_is_the_mse_shown(sizes: list[float], exponent: int) -> None:
    squares = [(each * 10.0**exponent) ** 2 for each in sizes]
    mse = sum(squares) / len(squares)
    shown = [value_of(square(each, mse)) for each in squares]
    assert math.isclose(sum(shown) / len(shown), mse, rel_tol=6e-5)


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([0.0, 0.2, 0.4, 0.6000000000000001], 0.2, ["0.0", "0.2", "0.4", "0.6"]),
        ([-0.5, -1e-17, 0.5], 0.5, ["−0.5", "0.0", "0.5"]),
        ([0.0, 2500.0, 5000.0, 10_000.0], 2500.0, ["0", "2,500", "5,000", "10,000"]),
        ([2005.0, 2010.0, 2015.0], 5.0, ["2005", "2010", "2015"]),
        ([0.0, 2.5, 5.0], 2.5, ["0.0", "2.5", "5.0"]),
        ([0.0, 1e6, 2e6], 1e6, ["0", "10⁶", "2·10⁶"]),
        ([-1e-5, 0.0, 1e-5], 1e-5, ["−10⁻⁵", "0", "10⁻⁵"]),
        ([1e9, 1e9 + 1], 1.0, ["1,000,000,000", "1,000,000,001"]),
    ],
)
def test_ticks_have_the_decimals_of_a_step(values: list[float], spacing: float, texts: list[str]) -> None:
    assert ticks(values, spacing) == texts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1.25·10⁻⁷", "1.25e-7"),
        ("−1.5 × 10^3", "-1.5e3"),
        ("10⁻⁵", "1e-5"),
        ("−12,345.6", "-12345.6"),
        ("1,234,567", "1234567"),
        ("12\u202f345,5", "12345,5"),
        ("1e-05", "1e-05"),
        ("0,05", "0,05"),
        ("-1,5e3", "-1,5e3"),
        ("0,125", "0,125"),
        ("abc", "abc"),
    ],
)
def test_a_number_may_be_typed_as_it_is_shown(text: str, plain: str) -> None:
    assert typed(text) == plain


def test_a_comma_that_may_group_or_be_the_decimal_sign_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"“12,345” may mean 12345 or 12\.345"):
        typed("12,345")


@given(ANY)
def test_what_is_shown_can_be_typed(value: float) -> None:
    text = number(value, 9)
    if text.count(",") != 1 or "." in text:
        assert math.isclose(float(typed(text)), value, rel_tol=1e-8)
