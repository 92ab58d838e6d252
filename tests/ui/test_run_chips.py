"""The runs over the plots, each as a chip: a click hides it, × deletes it, one click deletes them all."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.panels.run_chip import RunChip
from gdgui.ui.panels.run_chips import RunChips
from gdgui.ui.theme import Style
from gdgui.ui.theme.swatch import swatch
from gdgui.ui.window import MainWindow
from tests.ui import drawn, list_of_runs
from tests.ui.fresh_drawing import settle, unlike_a_fresh_drawing
from tests.ui.user_actions import as_fast_as_possible, find, key, press, run_to_the_end, status

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def compared(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Three runs have ended, the third is the current one, and there is room for all chips."""
    window.resize(1700, 900)
    as_fast_as_possible(window)
    for rate in (0.05, 0.1, 0.2):
        window.experiment.settings = Settings(learning_rate=rate, epochs=20)
        run_to_the_end(qtbot, window)
    settle(qtbot, window)
    return window


def chips(window: MainWindow) -> list[RunChip]:
    """Those in view, from the left."""
    seen = [each for each in window.findChildren(RunChip) if each.isVisible()]
    return sorted(seen, key=lambda chip: chip.x())


def words(window: MainWindow) -> list[str]:
    return [chip.findChildren(QToolButton)[0].text() for chip in chips(window)]


def numbers(window: MainWindow) -> list[int]:
    """Saved runs that every plot draws."""
    on_each = [drawn.saved_numbers(plot) for plot in window.workspace.plots]
    assert all(each == on_each[0] for each in on_each)
    return on_each[0]


def test_one_run_alone_needs_no_chip_and_the_current_one_comes_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1700, 900)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert chips(window) == []
    window.experiment.settings = Settings(learning_rate=0.1)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    assert words(window) == ["now", "1 GD 0.05"]


def test_each_run_keeps_its_chip_and_the_focus_when_another_one_begins(
    compared: MainWindow, qtbot: QtBot
) -> None:
    second = find(compared, QToolButton, "run2Chip")
    second.setFocus()
    compared.experiment.settings = Settings(learning_rate=0.3, epochs=20)
    compared.actions_.run.trigger()  # the button would take the focus
    settle(qtbot, compared)
    assert words(compared)[0] == "now"
    assert [chip.number for chip in chips(compared)] == [4, 3, 2, 1]
    assert find(compared, QToolButton, "run2Chip") is second
    assert compared.focusWidget() is second
    stops = []
    for chip in chips(compared):
        chip.first_stop.setFocus()
        key(qtbot, compared, Qt.Key.Key_Tab)
        stops.append(compared.focusWidget())
    assert stops[0] is chips(compared)[1].first_stop, "the current run cannot be deleted"
    assert [stop.objectName() for stop in stops[1:]] == [f"deleteRun{number}Button" for number in (3, 2, 1)]


def test_a_click_hides_a_run_and_another_one_shows_it_again(compared: MainWindow, qtbot: QtBot) -> None:
    assert words(compared) == ["now", "2 GD 0.1", "1 GD 0.05"]
    for shown in ([2], [1, 2]):
        press(qtbot, compared, "run1Chip")
        assert numbers(compared) == shown
        assert find(compared, QToolButton, "run1Chip").isChecked() == (1 in shown)
    press(qtbot, compared, "run3Chip")
    assert numbers(compared) == [1, 2], "the current one stays"


def test_a_run_is_deleted_and_comes_back(compared: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, compared, "deleteRun2Button")
    settle(qtbot, compared)
    assert numbers(compared) == [1]
    assert words(compared) == ["now", "1 GD 0.05"]
    assert not find(compared, QToolButton, "deleteRun3Button").isVisible()
    key(qtbot, compared, Qt.Key.Key_Z, CTRL)
    assert numbers(compared) == [1, 2]
    assert words(compared) == ["now", "2 GD 0.1", "1 GD 0.05"]


def test_all_but_the_current_one_are_deleted_at_once_and_come_back_at_once(
    compared: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, compared, "clearRunsButton")
    assert numbers(compared) == []
    assert chips(compared) == []
    assert "Ctrl+Z" in status(compared)
    key(qtbot, compared, Qt.Key.Key_Z, CTRL)
    assert numbers(compared) == [1, 2]
    assert words(compared) == ["now", "2 GD 0.1", "1 GD 0.05"]


def test_cleared_runs_come_back_among_new_ones_and_who_makes_room_for_them_is_named(
    compared: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, compared, "clearRunsButton")
    for _ in range(11):
        press(qtbot, compared, "resetButton")
        run_to_the_end(qtbot, compared)
    assert numbers(compared) == list(range(3, 14))
    key(qtbot, compared, Qt.Key.Key_Z, CTRL)
    assert numbers(compared) == [1, 2, *range(5, 14)]
    assert "“Run 3” and “Run 4”, the oldest not pinned, made room" in status(compared)


def test_where_there_is_no_room_the_others_are_in_the_list(compared: MainWindow, qtbot: QtBot) -> None:
    for rate in (0.3, 0.4, 0.5, 0.6, 0.7):
        compared.experiment.settings = Settings(learning_rate=rate, epochs=20)
        run_to_the_end(qtbot, compared)
    settle(qtbot, compared)
    compared.resize(1280, 720)
    more = find(compared, QToolButton, "moreRunsButton")
    qtbot.waitUntil(more.isVisible)
    settle(qtbot, compared)
    assert more.text() == f"+{8 - len(chips(compared))}"
    places = [(each.x(), each.x() + each.width()) for each in (*chips(compared), more)]
    clear = find(compared, QToolButton, "clearRunsButton")
    places.append((clear.x(), clear.x() + clear.width()))
    flat = [end for place in places for end in place]
    assert flat == sorted(flat), "beside one another"
    assert flat[-1] <= find(compared, QWidget, "runChips").width()
    press(qtbot, compared, "moreRunsButton")
    assert list_of_runs.table(compared).isVisible()
    assert list_of_runs.table(compared).model().rowCount() == 8


def test_what_is_in_view_depends_on_the_runs_and_the_room_not_on_what_was_in_view_before(
    compared: MainWindow, qtbot: QtBot
) -> None:
    for rate in (0.025, 0.35, 0.0123456):
        compared.experiment.settings = Settings(learning_rate=rate, epochs=20)
        run_to_the_end(qtbot, compared)
    runs, dataset, rng = compared.runs.all, compared.experiment.dataset, random.Random(3)
    used = row_of_chips(qtbot, compared)
    for _ in range(75):
        some = tuple(sorted(rng.sample(runs, rng.randint(0, 6)), key=lambda run: run.number))
        width, current = rng.randint(60, 700), rng.choice(some) if some else None
        fresh = row_of_chips(qtbot, compared)
        for sheet, row in (used, fresh):
            sheet.resize(width, 40)
            row.resize(width, 40)
            row.show_runs(some, current, dataset, False)
        settle(qtbot, compared)
        assert in_view(used[1]) == in_view(fresh[1]), (width, [run.number for run in some])
        fresh[0].close()


def row_of_chips(qtbot: QtBot, window: MainWindow) -> tuple[QWidget, RunChips]:
    """One that has shown nothing yet, and the window of its own that it is in."""
    sheet = QWidget()
    sheet.setStyleSheet(window.styleSheet())
    qtbot.addWidget(sheet)
    row = RunChips(sheet)
    row.apply(Style())
    sheet.show()
    return sheet, row


def in_view(row: RunChips) -> list[tuple[str, QRect]]:
    """What its buttons say and where they are, from the left."""
    buttons = [each for each in row.findChildren(QToolButton) if each.isVisible()]
    places = [QRect(each.mapTo(row, QPoint()), each.size()) for each in buttons]
    return sorted(zip([each.text() for each in buttons], places, strict=True), key=lambda at: at[1].x())


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1700, 900)])
def test_all_chips_are_equally_high_and_what_follows_stands_beside_them(
    compared: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    compared.resize(*size)
    settle(qtbot, compared)
    row = compared.comparison.chips
    parts = [part for part in row.findChildren(QToolButton) if part.isVisible()]
    places = sorted((QRect(part.mapTo(row, QPoint()), part.size()) for part in parts), key=QRect.left)
    assert len({place.height() for place in places}) == 1
    assert len({place.top() for place in places}) == 1
    gaps = [after.left() - before.right() - 1 for before, after in pairwise(places)]
    assert max(gaps) <= round(compared.appearance.style.scale.gap / 2)


def test_a_chip_shows_a_whole_row_of_its_dashes_also_at_twice_the_pixels() -> None:
    style = Style()
    for look in style.theme.runs:
        icon = swatch(style.stroke(look.colour, 2, dash=look.dash))
        for ratio in (1, 2):
            picture = icon.pixmap(QSize(24, 13), ratio).toImage()
            assert picture.width() == 24 * ratio
            ink = [picture.pixelColor(x, 6 * ratio).alpha() > 128 for x in range(picture.width())]
            begins = sum(now and not before for before, now in pairwise([False, *ink]))
            assert begins >= len(look.dash) / 2, (look, ratio)
            thick = sum(picture.pixelColor(ratio, y).alpha() > 128 for y in range(picture.height()))
            assert thick == 2 * ratio


def test_the_run_of_now_is_named_as_clearly_as_what_is_shown(compared: MainWindow) -> None:
    named = chips(compared)[0].findChildren(QToolButton)[0]
    assert named.text() == "now"
    assert named.palette().buttonText().color().name() == compared.appearance.style.theme.text


def test_a_run_that_was_hidden_while_it_was_the_current_one_looks_so_in_a_narrow_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    """There its chip is the same bare number before and after: only its ink changes."""
    as_fast_as_possible(window)
    window.resize(800, 700)
    for rate in (0.05, 0.1, 0.2):
        window.experiment.settings = Settings(learning_rate=rate, epochs=20)
        run_to_the_end(qtbot, window)
        for run in window.runs.all[:-1]:
            window.runs.show(run.number, False)
        settle(qtbot, window)
    assert unlike_a_fresh_drawing(window) == {}
