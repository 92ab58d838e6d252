"""What is shown of a step recombines: its texts, computed exactly and rounded, give what is shown."""

from __future__ import annotations

import math
import re
from decimal import Context, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from gdgui.core import Dataset, Settings, first_batch, train
from gdgui.core.worked_step import Comparison, Unknown, WorkedStep, work_out
from gdgui.words.typed import typed
from gdgui.words.worked import Cells, Worked, counts, formulas, unknown, why_larger
from tests.core.lesson import ORDINARY

EXACT = Context(prec=2000)
EPSILON = float(np.finfo(float).eps)
POWER = "10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"
NUMBER = rf"(?:{POWER}|\d[\d,]*(?:\.\d+)?(?:·{POWER})?)"


def decimal(text: str) -> Decimal:
    return Decimal(typed(text.replace(",", "")))


def exact(text: str) -> Fraction:
    return Fraction(decimal(text.replace("~", "−").replace("×", "·")))


def evaluated(side: str) -> Fraction:
    """What a side of an equation is, exactly: numbers, brackets, ·, − and /."""
    signs = re.sub(r"(^|[(/·]|− )−", r"\1~", side).replace(" − ", "-")
    signs = re.sub(f"·({POWER})", r"×\1", signs)  # part of a number, or a factor: it is all the same
    code = re.sub(f"~?{NUMBER.replace('·', '×')}", lambda it: f"F('{it[0]}')", signs)
    code = re.sub("[·×](?=[F(])", "*", code)
    value: Fraction = eval(code, {"F": exact})  # of a test's own text
    return value


def rounded(value: Fraction, like: str) -> Decimal:
    """To the last digit of a number shown, halves away from zero."""
    unit = decimal(like).as_tuple().exponent
    assert isinstance(unit, int)
    size = abs(value) / Fraction(10) ** unit
    digits = math.floor(size + Fraction(1, 2))
    return Decimal((int(value < 0), tuple(map(int, str(digits))), unit))


def assert_recombines(value: Fraction, shown: str) -> None:
    assert rounded(value, shown) == decimal(shown), (float(value), shown)


def assert_is(value: float, shown: str, noise: float) -> None:
    """To a unit of the last digit shown, and to the roundings of the floats."""
    unit = decimal(shown).as_tuple().exponent
    assert isinstance(unit, int)
    apart = abs(EXACT.subtract(Decimal(value), decimal(shown)))
    assert apart <= EXACT.add(Decimal((0, (1,), unit)), Decimal(noise)), (value, shown)


def check_rows(worked: Worked, rows: list[Cells]) -> None:
    digits = worked.digits
    assert digits is not None
    if worked.step.is_standardised:
        shift, scale = worked.lines["scaled_x"].text.removeprefix("x′ᵢ = (xᵢ − ").split(")/")
        shift = shift.strip("()")
    for row in rows:
        x, f = exact(row.used_x), exact(row.residual)
        m, b = (worked.lines[name].text.split(" = ")[1] for name in ("m", "b"))
        m, b = m.split(" − ")[0], b.split(" − ")[0]
        if worked.step.is_standardised:
            assert_recombines((exact(row.x) - exact(shift)) / exact(scale.strip("()")), row.used_x)
        else:
            assert row.x == row.used_x
        assert_recombines(exact(m) * x + exact(b), row.predicted)
        assert_recombines(exact(row.y) - exact(row.predicted), row.residual)
        assert_recombines(f * f, row.squared)
        assert_recombines(-2 * x * f, row.by_m)
        assert_recombines(-2 * f, row.by_b)


def check_lines(worked: Worked) -> None:
    for name, line in worked.lines.items():
        if name != "scaled_x" and " = " in line.text.split(" = ", 1)[1]:
            _, side, result = line.text.split(" = ")
            assert_recombines(evaluated(side), result)


def check_means(worked: Worked, rows: list[Cells]) -> None:
    """Of up to thirty rows: that of the column shown."""
    step = worked.step
    if len(rows) <= 30:
        weights = step.weight[step.counting].tolist()
        for name, mean in worked.means._asdict().items():
            total = sum(w * exact(getattr(row, name)) for w, row in zip(weights, rows, strict=True))
            assert_recombines(Fraction(total) / step.count, mean)


def check_is_right(worked: Worked) -> None:
    """Recombining alone would be easy with zeros everywhere."""
    step = worked.step
    (m, b), rows, rate = step.before, step.counted, step.settings.learning_rate
    x, f = float(np.abs(rows.x).max()), float(np.abs(rows.residual).max())
    shift, scale = map(abs, step.scaling)
    x_noise = 16 * EPSILON * shift / scale
    noise = 16 * EPSILON * (float(np.abs(rows.y).max()) + abs(m) * x + abs(b)) + abs(m) * x_noise + 1e-300
    by_m_noise = 2 * (x * noise + f * x_noise)
    noises = noise, (2 * f + noise) * noise, by_m_noise, 2 * noise
    for value, shown, each in zip(step.means, worked.means, noises, strict=True):
        assert_is(value, shown, each)
    m_noise, b_noise = rate * by_m_noise + 1e-15 * abs(m), 2 * rate * noise + 1e-15 * abs(b)
    own_noise = b_noise + m_noise * shift / scale + 1e-15 * abs(m * shift / scale)
    for name, value, each in (
        ("m", step.after[0], m_noise),
        ("b", step.after[1], b_noise),
        ("own_m", step.line_after[0], m_noise / scale),
        ("own_b", step.line_after[1], own_noise),
    ):
        if math.isfinite(value) and name in worked.lines:
            assert_is(value, worked.lines[name].text.split(" = ")[-1], each)


def check(step: WorkedStep | Unknown) -> Worked:
    assert isinstance(step, WorkedStep)
    worked = Worked(step)
    rows = worked.rows(step.counting[:31])
    check_rows(worked, rows)
    check_lines(worked)
    check_means(worked, rows)
    check_is_right(worked)
    assert not re.search("nan|inf|∞|–", " ".join([*map(str, rows), *map(str, worked.lines.values())]))
    return worked


MAGNITUDES = st.builds(
    lambda mantissa, power: mantissa * 10.0**power, st.floats(-9.99, 9.99), st.integers(-12, 12)
)
TYPED = st.floats(-100, 100).map(lambda value: round(value, 2))
YEARS = st.integers(1990, 2020).map(float)
RATES = st.builds(
    lambda mantissa, power: float(f"{mantissa}e{power}"), st.integers(1, 99), st.integers(-12, 2)
)


def points(x: st.SearchStrategy[float], y: st.SearchStrategy[float]) -> st.SearchStrategy[Dataset]:
    pairs = st.lists(st.tuples(x, y), min_size=1, max_size=12)
    return pairs.map(lambda found: Dataset(*zip(*found, strict=True)))


def equal_x(x: st.SearchStrategy[float]) -> st.SearchStrategy[Dataset]:
    return st.builds(lambda at, y: Dataset([at] * len(y), y), x, st.lists(MAGNITUDES, min_size=1, max_size=6))


ANY = st.one_of(
    points(TYPED, TYPED),
    points(MAGNITUDES, MAGNITUDES),
    points(YEARS, TYPED),
    equal_x(MAGNITUDES),
    points(st.sampled_from((0.0, 1.0)), st.just(0.0)),
)


@settings_of_hypothesis(max_examples=200, deadline=None)
@given(
    ANY,
    st.builds(
        Settings,
        st.sampled_from(("gd", "sgd")),
        learning_rate=RATES,
        batch_size=st.integers(1, 7),
        seed=st.integers(0, 9),
        standardise=st.booleans(),
    ),
    st.one_of(TYPED, MAGNITUDES),
    st.one_of(TYPED, MAGNITUDES),
)
def test_it_recombines_at_every_magnitude(dataset: Dataset, settings: Settings, m: float, b: float) -> None:
    check(work_out(dataset, settings, (m, b), first_batch(dataset, settings)))


@pytest.mark.parametrize("is_standardised", [False, True])
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("dataset", ORDINARY.values(), ids=ORDINARY)
def test_it_recombines_all_along_a_run(dataset: Dataset, algorithm: str, is_standardised: bool) -> None:
    """Until it has long arrived, and where it explodes."""
    for rate in (0.05, 50.0):
        settings = Settings(algorithm, rate, 3000, batch_size=3, standardise=is_standardised)
        trace = train(dataset, settings)
        for epoch in {0, 1, 3, 10, 100, 1000, 2999} & set(range(trace.epochs)):
            line = float(trace.m[epoch]), float(trace.b[epoch])
            drawn = trace.samples(epoch + 1) if algorithm == "sgd" else None
            check(work_out(dataset, settings, line, drawn))


@pytest.mark.parametrize("line", [(1.2345e80, -3e77), (-7e-200, 3e-199), (0.0, 0.0)])
def test_very_large_and_very_small_lines(line: tuple[float, float]) -> None:
    for standardise in (False, True):
        check(work_out(Dataset([1990, 2020], [1, 2]), Settings(standardise=standardise), line))


def test_many_rows_recombine_one_by_one() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=5000)
    step = work_out(Dataset(x, 2 * x + rng.normal(size=5000)), Settings(), (0.33, 0.48))
    assert isinstance(step, WorkedStep)
    worked = Worked(step)
    check_rows(worked, worked.rows(step.order(most=40)))
    check_lines(worked)
    check_is_right(worked)


def test_by_hand() -> None:
    step = work_out(Dataset([1.0, 2.0, 4.0], [2.0, 3.0, 5.0]), Settings(learning_rate=0.25), (0.5, 1.0))
    worked = check(step)
    assert [line.text for line in worked.lines.values()] == [
        "MSE = (1/3)·5.2500 = 1.750",
        "∂MSE/∂m = (1/3)·(−21.00000) = −7.0000",
        "∂MSE/∂b = (1/3)·(−7.000000) = −2.3333",
        "m = 0.500 − 0.25·(−7.0000) = 2.250",
        "b = 1.000 − 0.25·(−2.3333) = 1.583",
    ]
    assert worked.rows([2])[0][:5] == ("4", "4", "5", "3.000000", "2.000000")
    assert worked.lines["m"].latex == r"m = 0.500 - 0.25 \cdot (-7.0000) = 2.250"


def test_a_step_that_no_number_is_as_large_as_is_said_in_words() -> None:
    dataset = Dataset([1e5, 2e5], [1.0, 2.0])
    step = work_out(dataset, Settings(learning_rate=1e307), (1.0, 0.0))
    assert isinstance(step, WorkedStep)
    assert Worked(step).lines["m"].text == "m = 1 − 10³⁰⁷·5.000·10¹⁰: too large"
    far = work_out(dataset, Settings(), (1e306, 0.0))
    assert isinstance(far, WorkedStep)
    assert Worked(far).lines == {}
    assert set(Worked(far).rows([0, 1])[1]) == {"too large"}


def test_small_changes_show() -> None:
    """m and b are shown in so many digits that one sees them move."""
    for rate in (1e-9, 1e-6, 1e-3):
        step = work_out(Dataset([1.0, 2.0], [2.0, 3.0]), Settings(learning_rate=rate), (0.33, 0.48))
        assert isinstance(step, WorkedStep)
        before, _, after = re.split(" − | = ", Worked(step).lines["m"].text.removeprefix("m = "))
        assert exact(after) > exact(before)


def test_formulas_have_primes_where_x_is_standardised() -> None:
    plain, standardised = formulas(), formulas(True)
    assert plain["mse"].text == "MSE = (1/n)·Σ(yᵢ − (m·xᵢ + b))²"
    assert plain["by_m"].text == "∂MSE/∂m = (1/n)·Σ[−2xᵢ(yᵢ − (m·xᵢ + b))]"
    assert plain["m"].text == "m ← m − lr·∂MSE/∂m"
    assert standardised["m"].text == "m′ ← m′ − lr·∂MSE/∂m′"
    assert standardised["by_b"].latex.startswith(r"\frac{\partial \mathrm{MSE}}{\partial b'}")
    assert set(standardised) - set(plain) == {"scaled_x", "own_m", "own_b"}


def test_sentences() -> None:
    points = Dataset(range(1000), range(1000))
    all_points = work_out(points, Settings(), (0.33, 0.48))
    drawn = work_out(points, Settings("sgd"), (0.33, 0.48), np.array([7, 7]))
    assert isinstance(all_points, WorkedStep)
    assert isinstance(drawn, WorkedStep)
    assert "(1/1,000)" in Worked(all_points).lines["mse"].text
    assert r"\frac{1}{1{,}000}" in Worked(all_points).lines["mse"].latex
    assert counts(0) == "not drawn"
    assert counts(1) == ""
    assert counts(2) == "drawn 2 times: counts 2 times"
    assert why_larger(Comparison("m", "large_x", 2003.2, 1, 1), False) == (
        "∂m is larger than ∂b: in it each residual is multiplied by its x, and by 2,003 on average."
    )
    assert "without points" in unknown(Unknown.NO_POINTS, Settings()).lower()
