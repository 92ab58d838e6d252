"""The one scale and the one set of colours behind everything visible."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPen


@dataclass(frozen=True)
class Scale:
    """All sizes, in pixels, follow from the height of ordinary text.

    On a projector letters must be 1/36 of the picture's height to be read from the back row.
    """

    text: float = 13.0
    controls: float = 13.0  # the words on controls: read by the one who holds the mouse

    @classmethod
    def projector(cls, height: int) -> Scale:
        """The scale for a screen of this height in pixels."""
        text = max(13.0, height / 36)
        return cls(text=text, controls=max(13.0, 0.75 * text))

    @property
    def digits(self) -> float:
        """Height of the readout's digits."""
        return max(25.0, 1.5 * self.text)

    @property
    def line(self) -> float:
        """Width of the fitted line."""
        return 0.22 * self.text

    @property
    def thin(self) -> float:
        """Width of everything that is not the fitted line: whole pixels, which Qt draws far quicker."""
        return max(1.0, round(0.1 * self.text))

    @property
    def marker(self) -> float:
        """Diameter of a point."""
        return 0.72 * self.text

    @property
    def target(self) -> float:
        """Least height of what can be clicked."""
        return max(28.0, 1.8 * self.controls)

    @property
    def gap(self) -> float:
        """Space between neighbours."""
        return 0.6 * self.controls

    def font(self, size: float = 1.0, bold: bool = False) -> QFont:
        """The font for words, `size` times ordinary text."""
        return _sized(QFont(), self.text * size, bold)

    def control_font(self, size: float = 1.0) -> QFont:
        """The font for the words on controls, `size` times as large."""
        return _sized(QFont(), self.controls * size, False)

    def digit_font(self) -> QFont:
        """A font for the readout: its digits all have one width."""
        return _sized(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont), self.digits, False)


def _sized(font: QFont, pixels: float, bold: bool) -> QFont:
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    return font


@dataclass(frozen=True)
class RunStyle:
    """How a kept run is drawn: told apart by its dashes (in units of the width) as well as its colour."""

    colour: str
    dash: tuple[float, ...]


_COLOURS = ("#c2410c", "#0f766e", "#8e44ad", "#9a6700", "#c2185b", "#4d5561")
_DASHES = ((6.0, 3.0), (2.0, 2.0), (8.0, 3.0, 2.0, 3.0))
RUN_STYLES = tuple(RunStyle(_COLOURS[k % 6], _DASHES[(k + k // 6) % 3]) for k in range(12))
"""For all the runs that are kept. The current run is always solid and in the colour of the line."""


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. On the canvas all but grid and trail have a contrast of at least 3:1."""

    window: str = "#f3f4f6"
    canvas: str = "#ffffff"
    field: str = "#ffffff"
    text: str = "#1b1f24"
    faint_text: str = "#57606a"
    disabled: str = "#8b949e"
    border: str = "#8c959f"
    grid: str = "#d0d7de"
    point: str = "#1b1f24"
    line: str = "#0072b2"
    residual: str = "#d55e00"
    sample: str = "#e69f00"
    rim: str = "#1b1f24"
    selection: str = "#cc79a7"
    change: str = "#57606a"
    accent: str = "#0a5c8f"
    on_accent: str = "#ffffff"
    error: str = "#b3261e"

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
            role.ToolTipBase: self.field,
            role.ToolTipText: self.text,
            role.PlaceholderText: self.faint_text,
            role.Highlight: self.accent,
            role.HighlightedText: self.on_accent,
            role.Link: self.accent,
        }
        for each, colour in colours.items():
            palette.setColor(each, QColor(colour))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(self.disabled))
        return palette


LIGHT = Theme()


@dataclass(frozen=True)
class Style:
    """A scale and a theme together: what every visible part is given, and given anew when it changes."""

    scale: Scale = Scale()
    theme: Theme = LIGHT

    def pen(self, colour: str, width: float, alpha: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
        """A pen of `width` screen pixels, whatever the zoom; dashes in units of the width."""
        shade = QColor(colour)
        shade.setAlphaF(alpha)
        pen = QPen(shade, width)
        pen.setCosmetic(True)
        if dash:
            pen.setDashPattern(dash)
        return pen

    def stylesheet(self) -> str:
        """What a palette cannot say: heights, the two-way toggle, the main button, errors."""
        scale, theme = self.scale, self.theme
        target, pad, radius = round(scale.target), round(scale.gap), round(scale.gap / 2)
        box = round(1.2 * scale.controls)
        return f"""
        QWidget {{ font-size: {round(scale.controls)}px; }}
        QLabel#status {{ font-size: {round(scale.text)}px; }}
        QPushButton, QToolButton, QLineEdit {{
            min-height: {target - 6}px; border: 1px solid {theme.border}; border-radius: {radius}px;
            padding: 1px {pad}px; background: {theme.field}; color: {theme.text};
        }}
        QLineEdit:focus, QPushButton:focus, QToolButton:focus {{
            border: 2px solid {theme.accent};
        }}
        QWidget#tools QPushButton:checked {{ font-weight: normal; }}
        QWidget#tools QPushButton {{ padding: 1px {round(scale.gap / 2)}px; }}
        QPushButton:hover, QToolButton:hover {{ border-color: {theme.accent}; }}
        QPushButton:pressed, QToolButton:pressed {{ background: {theme.grid}; }}
        QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: bold; }}
        QPushButton:disabled, QToolButton:disabled, QLineEdit:disabled {{
            color: {theme.disabled}; background: {theme.window}; border-color: {theme.grid};
        }}
        QPushButton#runButton {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: bold; }}
        QPushButton#runButton:focus {{ border: 2px solid {theme.text}; }}
        QPushButton#runButton:disabled {{ background: {theme.grid}; color: {theme.faint_text}; }}
        QSpinBox {{ min-height: {target - 4}px; }}
        QLineEdit[wrong="true"] {{ border: 2px solid {theme.error}; }}
        QLabel#fieldHint {{ color: {theme.error}; }}
        QCheckBox {{ min-height: {target - 4}px; }}
        QCheckBox::indicator {{ width: {box}px; height: {box}px; }}
        QSlider {{ min-height: {target - 4}px; }}
        QToolTip {{ color: {theme.text}; background: {theme.field}; border: 1px solid {theme.border}; }}
        """
