"""Which theme there is, and how large everything is: chosen in the menu, or by the system."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gdgui.ui.actions import Actions
from gdgui.ui.theme import Scale, Style
from gdgui.ui.theme.icons import icon
from gdgui.ui.theme.scales import stepped
from gdgui.ui.theme.stylesheet import stylesheet
from gdgui.ui.theme.themes import THEMES, Theme, theme_for


class Appearance(QObject):
    """Follows the menu and the system; `changed` tells that `style` is another."""

    changed = Signal()

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._actions = actions
        self.choice = "system"  # or the name of a theme
        self.factor = 1.0  # of the desk
        self._projector: int | None = None  # height of the screen that everything is projected from
        actions.theme_group.triggered.connect(self._choose)
        actions.zoom_in.triggered.connect(self._zoom_in)
        actions.zoom_out.triggered.connect(self._zoom_out)
        actions.zoom_reset.triggered.connect(self._zoom_reset)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.changed)
        hints.accessibility().contrastPreferenceChanged.connect(self.changed)
        _FontWatch(window).changed.connect(self.changed)

    @property
    def style(self) -> Style:
        """How everything is to look now."""
        if self._projector is not None:
            return Style(Scale.projector(self._projector), self._theme)
        font_size = QFontInfo(QApplication.font()).pixelSize()
        return Style(Scale.desk(self.factor, font_size), self._theme)

    def restore(self, choice: str, factor: float) -> None:
        """As it was when the program was closed; what is not known counts as the system's choice."""
        self.choice = choice if choice in THEMES else "system"
        self._actions.themes[self.choice].setChecked(True)
        self._zoom(stepped(factor, 0))

    def project(self, height: int | None) -> None:
        """For a class, on a screen of this height in pixels; None for the desk."""
        self._projector = height
        for action in self._zooms:
            action.setEnabled(height is None)
        self.changed.emit()

    @property
    def _theme(self) -> Theme:
        hints = QGuiApplication.styleHints()
        wishes = hints.accessibility().contrastPreference()
        return theme_for(self.choice, hints.colorScheme(), wishes == wishes.HighContrast)

    @property
    def _zooms(self) -> tuple[QAction, ...]:
        return self._actions.zoom_in, self._actions.zoom_out, self._actions.zoom_reset

    def _choose(self, action: QAction) -> None:
        self.choice = action.data()
        self.changed.emit()

    def _zoom_in(self) -> None:
        self._zoom(stepped(self.factor, 1))

    def _zoom_out(self) -> None:
        self._zoom(stepped(self.factor, -1))

    def _zoom_reset(self) -> None:
        self._zoom(1.0)

    def _zoom(self, factor: float) -> None:
        self.factor = factor
        self.changed.emit()


class _FontWatch(QWidget):
    """Tells that the system's font has become another: Qt says so to windows alone, and this one, which is
    never shown, hears of little else."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Window)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.changed.emit()
        return super().event(event)


def dress(window: QWidget, actions: Actions, style: Style) -> None:
    """Give Qt's own widgets and the icons this style."""
    palette = style.theme.palette()
    if QApplication.palette() != palette:
        QApplication.setPalette(palette)
    window.setStyleSheet(stylesheet(style))
    for name, action in actions.icons.items():
        action.setIcon(icon(name, style.theme))
    actions.give_run_icons(*(icon(name, style.theme, style.theme.on_accent) for name in ("run", "pause")))
