"""The pages of the derivation: each can be shown, each formula typeset, each number in them is true."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtSvg import QSvgRenderer
from ziamath.config import config
from ziamath.zmath import Latex

from gdgui.core import Dataset, Settings, gradient, gradient_descent, least_squares, mse, train
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory import forecast
from gdgui.files.guide_file import guide, parse_page
from gdgui.files.toml_table import LessonFileError
from gdgui.lessons.lesson import GuidePage
from gdgui.lessons.setting import PARTS
from gdgui.lessons.text import Formula, Paragraph
from tests.lessons.claims import arrives, signed, unproved, words_of

PAGES = {page.name: page for page in guide()}
FORMULAS = [block.latex for page in PAGES.values() for block in page.text if isinstance(block, Formula)]
THREE, START = Dataset([0, 1, 2], [1, 3, 4]), (1.0, 1.0)
RESIDUALS = (THREE.y - (START[0] * THREE.x + START[1])).astype(int).tolist()
THE_POINTS = "(0, 1), (1, 3)"
SUM = r"\sum_{i=1}^{n}"
PREDICTED = r"(m \cdot x_i + b)"


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_a_page_is_a_page_long_with_formulas_and_something_to_show(page: GuidePage) -> None:
    words = sum(len(block.plain.split()) for block in page.text if isinstance(block, Paragraph))
    assert 120 <= words <= 250
    assert any(isinstance(block, Formula) for block in page.text)
    show = page.show
    trace = train(show.points.dataset, show.settings)
    assert trace.epochs >= (show.cursor or 0)  # it has not diverged before
    assert show.part is None or show.part in PARTS


def test_the_pages_cover_the_derivation_in_its_order() -> None:
    assert [page.title for page in PAGES.values()] == [
        "What a line is",
        "Residuals",
        "Why squares",
        "The mean squared error",
        "The chain rule",
        "∂MSE/∂m",
        "∂MSE/∂b",
        "The update and its sign",
        "The learning rate",
        "Epochs",
        "SGD and batches",
        "How other books write it",
    ]


@pytest.mark.parametrize("latex", FORMULAS)
def test_each_formula_can_be_typeset_and_drawn(latex: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "svg2", False)  # the SVG that Qt can draw
    formula = Latex(latex)
    assert "\\" not in formula.mathmlstr()  # as an unknown command would be
    renderer = QSvgRenderer(formula.svg().encode())
    assert renderer.isValid()
    assert renderer.defaultSize().height() > 5


def test_a_mistake_in_a_page_has_its_line() -> None:
    text = "title = 'A'\ntext = 'B'\n[show]\ndata = 'cars'\npart = 'gradient'\n"
    with pytest.raises(LessonFileError, match="line 5: a part of a step needs a cursor"):
        parse_page(text.encode(), "a")
    with pytest.raises(LessonFileError, match="line 1: “show” is missing; it takes a table"):
        parse_page(b"title = 'A'\ntext = 'B'", "a")


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_bytes_are_a_page_or_have_a_line_that_is_wrong(put: bytes, at: int) -> None:
    content = b"title = 'A'\ntext = '''\nB **c**\n$$ d $$\n'''\n[show]\ndata = 'cars'\ncursor = 1\n"
    try:
        assert parse_page(content[:at] + put + content[at + len(put) :], "a").text
    except LessonFileError as error:
        found = error
    else:
        return
    assert found.line is not None
    assert 1 <= found.line <= content.count(b"\n") + put.count(b"\n") + 1


def points_of(page: GuidePage) -> Dataset:
    return page.show.points.dataset


def a_line(page: GuidePage) -> list[str]:
    prediction = int(START[0] * 2 + START[1])
    return [
        "when x grows by 1",
        "the line at x = 0. These",
        "about its point at x = 0",
        f"{THE_POINTS} and (2, 4), and the line with m = 1 and b = 1. At x = 2 it",
        rf"\hat{{y}} = 1 \cdot 2 + 1 = {prediction}",
        f"y = {THREE.y[2]:.0f}",
    ]


def residuals(page: GuidePage) -> list[str]:
    first, second, third = RESIDUALS
    return [
        "and 0 on it",
        f"{THE_POINTS} and (2, 4) and the line with m = 1 and b = 1 the",
        f"residuals are {first}, {second} and {third}:",
    ]


def why_squares(page: GuidePage) -> list[str]:
    flat = points_of(page).y - points_of(page).y.mean()
    assert abs(flat.sum()) < 1e-12
    rest = Dataset(points_of(page).x[:-1], points_of(page).y[:-1])
    assert abs(least_squares(points_of(page)).m - least_squares(rest).m) > 0.1  # pulls the line
    return ["has a sum of 0", r"\right)^2", "r_i^2", "a kink at 0"]


def the_mse(page: GuidePage) -> list[str]:
    best = least_squares(THREE)
    first, second, third = RESIDUALS
    return [
        rf"\frac{{1}}{{n}} {SUM} \left( y_i - {PREDICTED} \right)^2",
        f"residuals {first}, {second} and {third}",
        rf"\frac{{{first}^2 + {second}^2 + {third}^2}}{{{len(THREE)}}} = {mse(THREE, *START):.4f}",
        f"m = {best.m:.1f} and b = {best.b:.4f}, with an MSE of {best.mse:.4f}",
        "It is not 0",
    ]


def chain_rule(page: GuidePage) -> list[str]:
    (x,), (y,), m, b = points_of(page).x, points_of(page).y, 1.0, 1.0
    r, after = y - (m * x + b), y - ((m + 0.01) * x + b)
    rule, measured = -2 * x * r, (after**2 - r**2) / 0.01
    return [
        r"\frac{\partial r^2}{\partial m} = 2 r",
        "by 2r for",
        r"{-1}",
        f"x = {x:.0f}, y = {y:.0f}, m = {m:.0f} and b = {b:.0f}, so r = {r:.0f}",
        f"−2·{x:.0f}·{r:.0f} = {signed(rule, 0)}",
        f"Change m by 0.01: r becomes {after:.2f} and its square {after**2:.4f}",
        f"which is {r**2 - after**2:.4f} less",
        f"that is {signed(measured, 2)}, and",
        f"comes to {signed(rule, 0)}.",
    ]


def along_m(page: GuidePage) -> list[str]:
    terms = [rf"2 \cdot {x:.0f} \cdot {r}" for x, r in zip(THREE.x, RESIDUALS, strict=True)]
    return [
        rf"\frac{{1}}{{n}} {SUM} \left[ {{-2}} x_i",
        "−2 times the mean of",
        "A point at x = 0 has",
        "turning about x = 0 does",
        "far from 0 has",
        "(0, 1), (1, 3), (2, 4), m = 1 and b = 1",
        rf"\frac{{-{' - '.join(terms)}}}{{{len(THREE)}}} = {{{gradient(THREE, *START)[0]:.0f}}}",
    ]


def along_b(page: GuidePage) -> list[str]:
    terms = [rf"2 \cdot {r}" for r in RESIDUALS]
    along = gradient(THREE, *START)
    years = np.array([1995.0, 2005.0])
    assert gradient(Dataset(years, [1.0, 1.0]), 0, 0)[0] == pytest.approx(2000 * -2)
    return [
        "is −1 in place",
        rf"\frac{{1}}{{n}} {SUM} \left[ {{-2}} \left",
        "−2 times the mean residual",
        "the mean 0, b",
        "residuals 0, 1 and 1",
        rf"\frac{{-{' - '.join(terms)}}}{{{len(THREE)}}} = {{{along[1]:.4f}}}",
        f"({signed(along[0], 0)}, {signed(along[1], 4)})",
        "x is about 2,000, the derivative for m is about 2,000 times",
    ]


def update(page: GuidePage) -> list[str]:
    rate, (along_m, along_b) = page.show.settings.learning_rate, gradient(THREE, *START)
    m, b, _, after = gradient_descent(THREE.x, THREE.y, rate, 1, *START)
    return [
        f"gradient ({signed(along_m, 0)}, {signed(along_b, 4)}) and lr = {rate}",
        rf"m = 1 - {rate} \cdot ({{{along_m:.0f}}}) = {m:.1f}",
        rf"b = 1 - {rate} \cdot ({{{along_b:.4f}}}) = {b:.4f}",
        f"from {mse(THREE, *START):.4f} to {after[0]:.4f}",
    ]


def rates(page: GuidePage) -> list[str]:
    points = points_of(page)
    assert arrives(points, learning_rate=0.9) is None
    return [
        "The limit is 2 divided",
        r"\frac{2}{\lambda_{\max}}",
        f"it is {forecast(points, Settings()).stability_limit:.3f}. With 0.5",
        f"after {arrives(points, learning_rate=0.5)} epochs, with 0.05 after "
        f"{arrives(points, learning_rate=0.05)}, and with 0.9 never",
    ]


def epochs(page: GuidePage) -> list[str]:
    arrived = arrives(points_of(page), learning_rate=page.show.settings.learning_rate)
    assert page.show.cursor == arrived
    return [
        r"(m_0, b_0) \rightarrow (m_1, b_1) \rightarrow (m_2, b_2)",
        "within 1 % of the smallest possible",
        f"a rate of {page.show.settings.learning_rate} that takes {arrived} epochs",
    ]


def sgd(page: GuidePage) -> list[str]:
    n, chosen = len(points_of(page)), page.show.settings
    passes = chosen.epochs * chosen.batch_size // n
    full = train(points_of(page), Settings(learning_rate=chosen.learning_rate, epochs=passes)).mse[-1]
    drawn = train(points_of(page), chosen).mse
    minimum = least_squares(points_of(page)).mse
    assert drawn[-1] - minimum < (full - minimum) / 5  # much further down
    assert (np.diff(drawn) > 0).any()
    return [
        r"\frac{1}{B}",
        "{-2} x_i",
        f"a batch of {chosen.batch_size}, an epoch looks at {chosen.batch_size} point in",
        f"place of all {n}",
        f"After {chosen.epochs} epochs that is {passes} passes",
        f"as much work as {passes} epochs",
    ]


def other_books(page: GuidePage) -> list[str]:
    n, chosen = len(points_of(page)), page.show.settings
    assert {each.is_stochastic for each in ALGORITHMS.values()} == {True, False}
    halves = gradient(points_of(page), 1, 1)[0] / 2  # of J = MSE/2
    x, y = points_of(page).x, points_of(page).y
    step = (1e-6, -1e-6)
    measured = [(((y - ((1 + each) * x + 1)) ** 2).sum() / (2 * n)) for each in step]
    assert (measured[0] - measured[1]) / 2e-6 == pytest.approx(halves)
    return [
        "divide by 2n, so that the 2 of",
        rf"J = \frac{{1}}{{2n}} {SUM} r_i^2 = \frac{{1}}{{2}} \mathrm{{MSE}}",
        f"their {2 * chosen.learning_rate} is {chosen.learning_rate} here",
        "leave out the 1/n",
        f"With {n} points and a batch of {chosen.batch_size}, one of their epochs is {chosen.epochs} of",
    ]


CLAIMS: dict[str, Callable[[GuidePage], list[str]]] = dict(
    zip(
        PAGES,
        (
            *(a_line, residuals, why_squares, the_mse, chain_rule, along_m, along_b),
            *(update, rates, epochs, sgd, other_books),
        ),
        strict=True,
    )
)


@pytest.mark.parametrize("name", PAGES)
def test_each_number_on_a_page_is_true(name: str) -> None:
    page = PAGES[name]
    assert unproved(words_of(page.text), CLAIMS[name](page)) == ""


def test_the_small_example_is_the_same_on_all_pages() -> None:
    small = [page for page in PAGES.values() if len(page.show.points.dataset) == len(THREE)]
    assert len(small) == 6
    for page in small:
        chosen = page.show.settings
        assert (page.show.points.dataset, (chosen.m, chosen.b)) == (THREE, START)
