"""The bar on the projector: one line for all of it, and the strip of the learning rate on any screen."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton, QSlider, QStyle, QStyleOptionSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.ui.panels.rate import RateControl
from gdgui.ui.theme import Scale
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.measures import place_of
from tests.ui.test_matrix import PROJECTORS, project

SIZES = sorted({size for _, size in PROJECTORS})


def knob_of(slider: QSlider) -> QRect:
    """Where the knob is painted, on the slider."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    parts = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(parts[0], option, parts[1], slider)


@pytest.mark.parametrize("size", SIZES)
def test_buttons_and_grooves_are_on_one_line_and_buttons_equally_high(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    project(qtbot, window, size, monkeypatch)
    parts = [each for each in window.bar.findChildren(QWidget) if each.isVisible()]
    lines = {
        each.objectName(): place_of(window, each).center().y()
        for each in parts
        if isinstance(each, QPushButton | QToolButton | QSlider)
    }
    assert len(lines) >= 9
    assert max(lines.values()) - min(lines.values()) <= 1, lines
    buttons = [each.height() for each in parts if isinstance(each, QPushButton | QToolButton)]
    assert max(buttons) - min(buttons) <= 1, buttons


@pytest.mark.parametrize("size", SIZES)
def test_the_zone_of_the_rate_is_named_in_full_letters_and_not_under_the_knob(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    project(qtbot, window, size, monkeypatch)
    for rate, zone in ((0.01, "slow"), (0.7, "good"), (0.9, "diverges")):
        window.experiment.settings = replace(window.experiment.settings, learning_rate=rate)
        settle(qtbot, window)
        assert zone in (*named_below(window.bar.rate), *window.bar._rate_words.text().split("\n"))
    assert window.bar._rate_words.font().pixelSize() >= size[1] // 36
    assert window.bar.rate.scale._font.pixelSize() >= size[1] // 36


def test_at_the_desk_no_name_of_a_zone_lies_under_the_knob(window: MainWindow, qtbot: QtBot) -> None:
    for factor in (0.75, 1.0, 1.5, 2.0):
        window.appearance.restore("light", factor)
        settle(qtbot, window)
        slider = window.controls.rate_slider
        for position in range(slider.minimum(), slider.maximum(), 100):
            slider.setValue(position)
            assert named_below(window.controls.rate)


def named_below(control: RateControl) -> list[str]:
    """The names under the strip, of which none touches the knob."""
    found: list[tuple[str, QRectF]] = []
    scale, knob = control.scale, knob_of(control.slider)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", lambda _, place, flags, words: found.append((words, place)))
        scale.grab()
    knob.translate(scale.mapFrom(control, control.slider.mapTo(control, QPoint())))
    assert not any(place.intersects(QRectF(knob)) for _, place in found)
    assert all(QRectF(scale.rect()).contains(place) for _, place in found)
    return [words for words, _ in found]


def test_the_strip_has_the_same_pattern_at_twice_the_pixels(window: MainWindow, qtbot: QtBot) -> None:
    settle(qtbot, window)
    scale = window.controls.rate_scale
    assert {zone.name for zone in scale.zones} >= {"slow", "diverges"}

    def changes(ratio: int) -> int:
        """How often the busiest row of the strip changes from ground to ink."""
        picture = QImage(scale.size() * ratio, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(ratio)
        picture.fill("white")
        scale.render(picture)
        counts = []
        for y in range(2 * ratio, (scale.strip_height - 2) * ratio):
            ink = [picture.pixelColor(x, y).lightness() < 215 for x in range(picture.width())]
            counts.append(sum(now and not before for before, now in pairwise(ink)))
        return max(counts)

    assert changes(1) > 20
    assert changes(2) == pytest.approx(changes(1), rel=0.25)


def test_no_letters_on_a_projector_are_smaller_than_those_of_the_numbers() -> None:
    for height in (768, 1080, 2160):
        scale = Scale.projector(height)
        for share in (0.6, 0.8, 0.9):
            assert scale.font(share).pixelSize() >= height // 36
            assert scale.control_font(share).pixelSize() >= height // 36
