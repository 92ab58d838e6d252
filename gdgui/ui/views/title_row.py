"""The row above a plot: its title and its buttons, as many of them as there is room for."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from gdgui.ui.theme import Style
from gdgui.ui.views.plot_tabs import PlotTabs
from gdgui.words import window as words


class Part(NamedTuple):
    """Something in the row, and the actions that a menu holds in its place where there is no room for it."""

    widget: QWidget
    actions: tuple[QAction, ...] = ()


class TitleRow(QWidget):
    """Where there is no room for all of it, it gives way in turn: words that only inform, the long title
    for a short one, buttons from the end on for a menu, and at last the title. Its height stays.
    """

    def __init__(self, name: str, first: QWidget, tip: str, parent: QWidget | None = None) -> None:
        """`name` is that of the plot; `first` stands beside its title, which has this tool tip."""
        super().__init__(parent)
        self._titles = words.plot_title(name), words.plot_title(name, is_short=True)
        self._title, self._tip = QLabel(), tip
        self._title.setObjectName(f"{name}Title")
        self._title.setProperty("role", "title")
        self._more = QToolButton()
        self._more.setObjectName(f"{name}More")
        self._more.setProperty("role", "flat")
        self._more.setText("…")
        self._more.setToolTip(words.more_of(self._titles[0]))
        self._more.setAccessibleName(words.more_of(self._titles[0]))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.hide()
        self._left, self._right = [Part(first)], list[Part]()
        self.head: PlotTabs | None = None  # what stands in place of the title
        self._filling: QWidget | None = None
        self._state: tuple[object, ...] = ()  # what is shown
        self._has_buttons = True
        self._button_height = self._chip_height = 24
        self._least = 0
        self._gap, self._margins = 0, 0
        self._title_widths: dict[str, int] = {}
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(first)
        self._row.addStretch(1)
        self._row.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fit()

    @property
    def parts(self) -> list[QWidget]:
        """What can be touched, from left to right."""
        return [*(part.widget for part in (*self._left, *self._right)), self._more]

    @property
    def title(self) -> str:
        """The title as it is shown: perhaps a short one, or none."""
        return self._title.text()

    def add_left(self, widget: QWidget, actions: tuple[QAction, ...]) -> None:
        """Another part beside the title; one without actions only informs."""
        self._row.insertWidget(self._first + len(self._left), widget)
        self._left.append(Part(widget, actions))
        self.fit()

    def add_right(self, widget: QWidget, action: QAction) -> None:
        """Another button at the end."""
        self._row.insertWidget(self._row.count() - 1, widget)
        self._right.append(Part(widget, (action,)))
        self.fit()

    def fill(self, widget: QWidget | None) -> None:
        """Give something all the room there is beside the title; None: nothing any more."""
        self._filling = widget
        if widget is not None:
            self._row.insertWidget(self._first + len(self._left), widget, 1000)
            widget.show()
        self._fix_height()
        self.fit()

    def set_head(self, tabs: PlotTabs | None) -> None:
        """Let tabs stand in place of the title; None: none any more."""
        if tabs is self.head:
            return
        if self.head is not None:
            self._row.removeWidget(self.head)
        self.head = tabs
        if tabs is not None:
            self._row.insertWidget(0, tabs)
            tabs.show()
        self._fix_height()
        self.fit()

    def show_buttons(self, are_shown: bool) -> None:
        """Show or hide all besides the title."""
        self._has_buttons = are_shown
        self._fix_height()
        self.fit()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale = style.scale
        gap = round(scale.gap / 2)
        self._title.setFont(scale.control_font())
        self._row.setContentsMargins(round(scale.gap), 0, gap, 0)
        self._row.setSpacing(gap)
        self._button_height = max(24, round(scale.target * 6 / 7))
        self._chip_height = scale.chip
        for widget in (self._title, *self.parts):
            widget.ensurePolished()  # else what was never shown does not know how wide it will be
        metrics = self._title.fontMetrics()
        self._title_widths = {each: metrics.horizontalAdvance(each) + 2 + gap for each in self._titles}
        self._gap, self._margins = gap, round(scale.gap) + gap
        self._fix_height()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave out as little as there must be, now that a part may be wider or narrower."""
        parts = [*self._left, *self._right] if self._has_buttons else []
        widths = [part.widget.sizeHint().width() + self._gap for part in parts]
        room = self.width() - self._margins
        if self._filling is not None:
            room -= self._filling.minimumSizeHint().width()
        if self.head is not None:
            self.head.fit(room)
            room -= self.head.sizeHint().width() + self._gap
        title = "" if self.head else self._titles[0]
        left_out: list[Part] = []
        for step in self._steps if sum(widths) + self._title_widths.get(title, 0) > room else ():
            if isinstance(step, str):
                title = "" if self.head else step
            elif step in parts:
                left_out.append(step)
            wide = sum(width for part, width in zip(parts, widths, strict=True) if part not in left_out)
            if any(part.actions for part in left_out):
                wide += self._more.sizeHint().width() + self._gap
            if wide + self._title_widths.get(title, 0) <= room:
                break
        self._show(title, [part for part in parts if part not in left_out], left_out)

    @property
    def _first(self) -> int:
        """Position in the row behind title and head."""
        return 1 if self.head is None else 2

    @property
    def _steps(self) -> list[Part | str]:
        """What gives way, in turn: the title for another one, or a part; the first one for tabs alone."""
        parts = [*self._left[1:], *self._right]
        informing = [part for part in parts if not part.actions]
        folding = [part for part in reversed(parts) if part.actions]
        return [*informing, self._titles[1], *folding, "", *(self._left[:1] if self.head else ())]

    @property
    def own_height(self) -> int:
        """As high as what may stand in it is, also while none of that has room."""
        has_buttons = self._has_buttons or self.head is not None
        filling = self._chip_height if self._filling is not None else 0
        return max(self._title.sizeHint().height(), self._button_height if has_buttons else filling)

    def level(self, height: int) -> None:
        """Be at least so high: the titles of plots side by side are on one line."""
        self._least = height
        self._fix_height()

    def _fix_height(self) -> None:
        self.setFixedHeight(max(self.own_height, self._least))

    def _show(self, title: str, shown: list[Part], left_out: list[Part]) -> None:
        state = title, tuple(shown), self._has_buttons
        if state == self._state:
            return
        self._state = state
        self._title.setText(title)
        whole = () if title == self._titles[0] else self._titles[:1]
        self._title.setToolTip("\n".join((*whole, self._tip)))
        _show_or_hide(self._title, bool(title))
        for part in (*self._left, *self._right):
            _show_or_hide(part.widget, part in shown)
        in_menu = [part for part in (*self._left, *self._right) if part in left_out]
        self._menu.clear()
        self._menu.addActions([action for part in in_menu for action in part.actions])
        _show_or_hide(self._more, not self._menu.isEmpty())


def _show_or_hide(widget: QWidget, is_shown: bool) -> None:
    if widget.isHidden() == is_shown:
        widget.setVisible(is_shown)
