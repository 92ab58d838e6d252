"""Which colours everything has."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette


class RunStyle(NamedTuple):
    """How a saved run is drawn: told apart by its dashes (in units of the width) as well as its colour."""

    colour: str
    dash: tuple[float, ...]


_DASHES = ((6.0, 3.0), (2.0, 2.0), (8.0, 3.0, 2.0, 3.0), (8.0, 2.0, 2.0, 2.0, 2.0, 2.0))


def run_styles(*colours: str) -> tuple[RunStyle, ...]:
    """Twelve styles of six colours. The odd ones and the even ones have no dashes in common.

    So only the colours of either half must stay apart for those who see fewer of them.
    """
    return tuple(RunStyle(colours[k % 6], _DASHES[(k // 2) % 2 + 2 * (k % 2)]) for k in range(12))


class Theme(NamedTuple):
    """Colours as #rrggbb. All but grid, trail and the shades of the loss surface have a contrast of 3:1."""

    name: str
    is_dark: bool
    window: str
    card: str  # plots and panels lie on cards
    card_border: str
    canvas: str
    field: str
    text: str
    faint_text: str
    disabled: str
    border: str  # of whatever can be clicked or typed into
    hover: str  # behind words under the mouse
    tint: str  # behind what is chosen
    on_tint: str
    accent: str  # behind the one thing to press, and the side taken of two
    on_accent: str
    focus: str  # the ring around what has the keyboard, also on the accent
    error: str
    success: str
    groove: str
    groove_done: str
    knob: str
    slow: str  # zones of the learning rate
    good: str
    overshoots: str
    diverging: str
    grid: str
    point: str
    line: str
    diverged: str  # the line of a run that diverged
    mine: str  # what somebody drew or foretold
    residual: str
    sample: str
    rim: str
    selection: str
    change: str
    ensemble: str
    contour: str  # the loss surface: its shade, of which the lowest places have `depth`, and its lines
    contour_line: str
    depth: float
    runs: tuple[RunStyle, ...]
    """For all the runs that are saved. The current run is always solid and in the colour of the line."""

    def palette(self) -> QPalette:
        """The palette for Qt's own widgets."""
        palette = QPalette()
        role = QPalette.ColorRole
        colours = {
            role.Window: self.window,
            role.WindowText: self.text,
            role.Base: self.field,
            role.AlternateBase: self.window,
            role.Text: self.text,
            role.Button: self.window,
            role.ButtonText: self.text,
            role.ToolTipBase: self.card,
            role.ToolTipText: self.text,
            role.PlaceholderText: self.faint_text,
            role.Highlight: self.accent,
            role.HighlightedText: self.on_accent,
            role.Accent: self.accent,
            role.Link: self.line,
            role.LinkVisited: self.line,
        }
        for each, colour in colours.items():
            palette.setColor(each, QColor(colour))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(self.disabled))
        return palette


LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#eef1f5",
    card="#ffffff",
    card_border="#808a96",
    canvas="#ffffff",
    field="#ffffff",
    text="#16202b",
    faint_text="#55616e",
    disabled="#5f6b78",
    border="#7d8895",
    hover="#e6eff7",
    tint="#dbe8f5",
    on_tint="#0b4f94",
    accent="#0b5cab",
    on_accent="#ffffff",
    focus="#000000",
    error="#b3261e",
    success="#177a41",
    groove="#7d8895",
    groove_done="#0b5cab",
    knob="#ffffff",
    slow="#55616e",
    good="#177a41",
    overshoots="#a85c00",
    diverging="#b3261e",
    grid="#d5dce4",
    point="#16202b",
    line="#0b5cab",
    diverged="#b3261e",
    mine="#267300",
    residual="#b8470b",
    sample="#e69f00",
    rim="#16202b",
    selection="#b0307f",
    change="#55616e",
    ensemble="#945200",
    contour="#0b5cab",
    contour_line="#58626d",
    depth=0.35,
    runs=run_styles("#b8470b", "#06584a", "#803ac2", "#615500", "#242b31", "#b8247f"),
)

DARK = Theme(
    name="dark",
    is_dark=True,
    window="#12161c",
    card="#1a2028",
    card_border="#6c7887",
    canvas="#1a2028",
    field="#222a34",
    text="#e8edf3",
    faint_text="#a3adb9",
    disabled="#96a1ae",
    border="#737f8e",
    hover="#28323e",
    tint="#223a55",
    on_tint="#74bcff",
    accent="#2f86e0",
    on_accent="#05080c",
    focus="#ffffff",
    error="#ff7b72",
    success="#4ecb88",
    groove="#737f8e",
    groove_done="#3f9bf0",
    knob="#12161c",
    slow="#a3adb9",
    good="#4ecb88",
    overshoots="#f0a040",
    diverging="#ff7b72",
    grid="#323c48",
    point="#eef3f8",
    line="#3f9bf0",
    diverged="#ff7b72",
    mine="#55f06a",
    residual="#ff9a5c",
    sample="#e69f00",
    rim="#eef3f8",
    selection="#f08cc0",
    change="#a3adb9",
    ensemble="#f0b040",
    contour="#3f9bf0",
    contour_line="#a0abb8",
    depth=0.3,
    runs=run_styles("#f5803c", "#4fbeb4", "#ab70fd", "#e3d035", "#e5e8ed", "#f7507a"),
)

HIGH_CONTRAST = Theme(
    name="contrast",
    is_dark=True,
    window="#000000",
    card="#000000",
    card_border="#ffffff",
    canvas="#000000",
    field="#000000",
    text="#ffffff",
    faint_text="#e0e0e0",
    disabled="#b8b8b8",
    border="#ffffff",
    hover="#1c1c1c",
    tint="#002f70",
    on_tint="#ffffff",
    accent="#0050c0",
    on_accent="#ffffff",
    focus="#ffd800",
    error="#ff9a93",
    success="#5ce69b",
    groove="#b8b8b8",
    groove_done="#6cc4ff",
    knob="#000000",
    slow="#e0e0e0",
    good="#5ce69b",
    overshoots="#ffb000",
    diverging="#ff9a93",
    grid="#4a4a4a",
    point="#ffffff",
    line="#6cc4ff",
    diverged="#ff9a93",
    mine="#88ff22",
    residual="#ffb000",
    sample="#ffd800",
    rim="#ffffff",
    selection="#ff9ad0",
    change="#e0e0e0",
    ensemble="#ffb000",
    contour="#3f9bf0",
    contour_line="#c8c8c8",
    depth=0.3,
    runs=run_styles("#f39147", "#6ad8d0", "#b08aff", "#fbcb71", "#f2f2f2", "#ff6a97"),
)

PRINT = LIGHT._replace(
    name="print",
    window="#ffffff",
    card_border="#000000",
    text="#000000",
    faint_text="#303030",
    border="#303030",
    point="#000000",
    line="#003c8c",
    diverged="#a01010",
    rim="#000000",
    contour="#303030",
    contour_line="#303030",
    depth=0.2,
)
"""For paper: ink on white, dark enough for a printer without colours. No window has it."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}


def theme_for(choice: str, scheme: Qt.ColorScheme, wants_contrast: bool = False) -> Theme:
    """The theme of this name; where the system is to choose, the one that goes with its own colours.

    A name that is not known counts as the system's choice.
    """
    if choice in THEMES:
        return THEMES[choice]
    if wants_contrast:
        return HIGH_CONTRAST
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
