"""The derivation as somebody reads it: pages, formulas, and “Show me” with its way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.files.guide_file import guide
from gdgui.lessons.setting import PARTS
from gdgui.lessons.text import Formula
from gdgui.ui.panels.explain.formula import FormulaView
from gdgui.ui.panels.guide import GuidePanel
from gdgui.ui.panels.reading import TextBlocks
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Scale, Style, Theme
from gdgui.ui.window import MainWindow
from gdgui.words.formula import in_one_line
from tests.typeset import all_formulas
from tests.ui.drawn import position
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import find, key, press, status

CTRL = Qt.KeyboardModifier.ControlModifier
PAGES = guide()


@pytest.fixture
def reader(window: MainWindow, qtbot: QtBot) -> MainWindow:
    key(qtbot, window, Qt.Key.Key_F1, CTRL)
    assert find(window, GuidePanel, "guidePanel").isVisible()
    return window


def title(window: MainWindow) -> str:
    return find(window, QLabel, "guideTitle").text()


def views(window: MainWindow) -> list[FormulaView]:
    panel = find(window, GuidePanel, "guidePanel")
    return [each for each in panel.findChildren(FormulaView) if not each.isHidden()]


def assert_heard(qtbot: QtBot, window: MainWindow, lines: list[str]) -> None:
    """A page is laid out a moment after it was asked for."""
    qtbot.waitUntil(lambda: [view.spoken() for view in views(window)] == lines)


def test_one_turns_from_page_to_page(reader: MainWindow, qtbot: QtBot) -> None:
    for page in PAGES:
        assert title(reader) == page.title
        latex = [block.latex for block in page.text if isinstance(block, Formula)]
        assert_heard(qtbot, reader, [in_one_line(each) for each in latex])
        said = [each.text() for each in find(reader, GuidePanel, "guidePanel").findChildren(QLabel)]
        assert not any("$" in words or "\\" in words for words in said)
        if page is not PAGES[-1]:
            press(qtbot, reader, "guideAfter")
    assert not find(reader, QPushButton, "guideAfter").isEnabled()
    press(qtbot, reader, "guideOpen")
    assert find(reader, QListWidget, "guideContents").isVisible()
    key(qtbot, reader, Qt.Key.Key_Home)
    key(qtbot, reader, Qt.Key.Key_Return)
    assert not find(reader, QListWidget, "guideContents").isVisible()
    assert title(reader) == PAGES[0].title
    assert not find(reader, QPushButton, "guideBefore").isEnabled()


def test_by_keys_a_page_is_shown_turned_and_left(reader: MainWindow, qtbot: QtBot) -> None:
    before = reader.experiment.points
    key(qtbot, reader, Qt.Key.Key_Tab)
    key(qtbot, reader, Qt.Key.Key_Return)
    assert reader.experiment.points != before
    key(qtbot, reader, Qt.Key.Key_F1, CTRL)
    key(qtbot, reader, Qt.Key.Key_F1, CTRL)
    assert reader.experiment.points == before
    key(qtbot, reader, Qt.Key.Key_Backtab)
    key(qtbot, reader, Qt.Key.Key_Return)
    assert title(reader) == PAGES[1].title


def test_every_formula_was_typeset_beforehand() -> None:
    from gdgui.files.formulas import typeset

    assert [latex for latex in all_formulas() if typeset(latex) is None] == []


def test_every_page_is_shown_and_everything_comes_back(reader: MainWindow, qtbot: QtBot) -> None:
    experiment = reader.experiment
    dataset, settings, options = experiment.dataset, experiment.settings, experiment.options
    for at, page in enumerate(PAGES):
        find(reader, GuidePanel, "guidePanel").page_wanted.emit(at)
        press(qtbot, reader, "guideShow")
        settle(qtbot, reader)
        assert len(reader.workspace.data_plot.dataset) == len(page.show.points.dataset), page.title
        assert reader.player.cursor == (page.show.cursor or 0), page.title
        assert not find(reader, QPushButton, "guideShow").isEnabled()
        press(qtbot, reader, "guideBack")
        settle(qtbot, reader)
        assert experiment.dataset is dataset, page.title
        assert (experiment.settings, experiment.options) == (settings, options), page.title
        assert reader.player.run_id == 0


def test_every_way_out_brings_everything_back(reader: MainWindow, qtbot: QtBot) -> None:
    dataset, panel = reader.experiment.dataset, find(reader, GuidePanel, "guidePanel")
    ways: dict[str, Callable[[], object]] = {
        "Esc": lambda: key(qtbot, reader, Qt.Key.Key_Escape),
        "close": lambda: press(qtbot, reader, "closeDrawerButton"),
        "table": lambda: key(qtbot, reader, Qt.Key.Key_F9),
        "guide": lambda: key(qtbot, reader, Qt.Key.Key_F1, CTRL),
    }
    for way, leave in ways.items():
        if not panel.isVisible():
            key(qtbot, reader, Qt.Key.Key_F1, CTRL)
        press(qtbot, reader, "guideShow")
        assert reader.experiment.dataset is not dataset, way
        reader.status.say("")
        leave()
        assert reader.experiment.dataset is dataset, way
        assert status(reader) == "Everything is as it was.", way


def test_where_a_page_is_shown_the_next_one_is_too(reader: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, reader, "guideShow")
    for page in PAGES[1:]:
        press(qtbot, reader, "guideAfter")
        settle(qtbot, reader)
        assert reader.experiment.dataset == page.show.points.dataset
        assert reader.experiment.settings == page.show.settings


def test_the_explanation_that_follows_explains_ones_own_step(reader: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, reader, "guideShow")
    key(qtbot, reader, Qt.Key.Key_F12)
    assert find(reader, QLabel, "whichStep").text() == "from epoch 0 to 1"
    assert len(reader.experiment.dataset) == 20
    press(qtbot, reader, "guideButton")
    assert find(reader, GuidePanel, "guidePanel").isVisible()


def test_the_part_of_a_page_goes_on_with_its_key(reader: MainWindow, qtbot: QtBot) -> None:
    at = next(k for k, page in enumerate(PAGES) if page.show.part == "gradient")
    find(reader, GuidePanel, "guidePanel").page_wanted.emit(at)
    press(qtbot, reader, "guideShow")
    settle(qtbot, reader)
    surface = reader.workspace.surface_plot
    assert surface.gradient.arrow.to is not None
    key(qtbot, reader, Qt.Key.Key_F10)
    assert reader.experiment.options.part == PARTS.index("rate") + 1
    assert surface.full_step.to == pytest.approx(position(surface))
    assert find(reader, GuidePanel, "guidePanel").isVisible()


def test_a_formula_of_ones_own_is_typeset_meanwhile(qtbot: QtBot) -> None:
    typesetter = Typesetter()
    blocks = TextBlocks(typesetter)
    qtbot.addWidget(blocks)
    good, bad = r"\frac{1}{2} + \alpha", r"\frac{1"
    blocks.show_text((Formula(good), Formula(bad)))
    written = [each.text() for each in blocks.findChildren(QLabel, "formulaAsWritten")]
    assert written == [good, bad]
    blocks.show()
    qtbot.waitUntil(lambda: {*typesetter._known} == {good, bad})
    qtbot.waitUntil(lambda: len(blocks.findChildren(FormulaView)) == 1)
    (view,) = blocks.findChildren(FormulaView)
    assert view.sizeHint().width() > 20
    assert [e.text() for e in blocks.findChildren(QLabel, "formulaAsWritten") if not e.isHidden()] == [bad]
    typesetter.stop()
    blocks.close()


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\hat{y} = m \cdot x + b", "ŷ = m · x + b"),
        (r"\frac{2}{\lambda_{\max}}", "2/(λ_max)"),
        (r"\frac{\partial r^2}{\partial m} = 2 r", "(∂ r^2)/(∂ m) = 2 r"),
        (r"m \leftarrow m - \mathrm{lr} \cdot {-2}", "m ← m - lr · -2"),
    ],
)
def test_a_formula_is_heard_in_one_line(latex: str, line: str) -> None:
    assert in_one_line(latex) == line


def test_no_formula_of_the_program_is_heard_with_commands() -> None:
    for page in PAGES:
        for block in page.text:
            if isinstance(block, Formula):
                assert not set("\\{}") & set(in_one_line(block.latex)), block.latex


def test_all_that_takes_the_keyboard_has_a_name(reader: MainWindow, qtbot: QtBot) -> None:
    panel = find(reader, GuidePanel, "guidePanel")
    stops = [
        e for e in panel.findChildren(QWidget) if e.focusPolicy() & Qt.FocusPolicy.TabFocus and e.isVisible()
    ]
    names = [QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in stops]
    assert len(names) >= 5
    assert all(names)


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_a_formula_is_in_the_ink_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    """All of it: its darkest and its lightest pixels are the ink and what it stands on."""
    view = FormulaView(r"r_i = y_i - \hat{y}_i = y_i - (m \cdot x_i + b)", "")
    qtbot.addWidget(view)
    view.apply(Style(Scale(30, 30), theme))
    view.setStyleSheet(f"background: {theme.card};")
    view.resize(view.sizeHint())
    image = view.grab().toImage()
    found = [image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())]
    wanted = sorted((QColor(theme.text).lightness(), QColor(theme.card).lightness()))
    assert [min(found), max(found)] == pytest.approx(wanted, abs=3)
