"""The window on a projector: on any of the screens, with a remote, a black picture, captions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMetaObject, QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPalette, QScreen
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMainWindow, QMenu, QWidget

from gdgui.ui.actions import Actions
from gdgui.ui.stage import Stage
from gdgui.ui.tab_order import named_by
from gdgui.words import window as words


class Projector(QObject):
    """Brings the window onto a projector and back to where it was."""

    def __init__(
        self,
        window: QMainWindow,
        stage: Stage,
        menu: QMenu,
        actions: Actions,
        project: Callable[[int | None], None],
    ) -> None:
        """`menu` is the bar's; `project` takes the height to scale the window for, None for the desk."""
        super().__init__(window)
        self._window, self._stage, self._actions, self._project = window, stage, actions, project
        self._desk: tuple[Qt.WindowState, QRect] | None = None  # the window before
        self._followed = QMetaObject.Connection()  # to the screen that the window fills
        self._blank = QWidget(window)
        self._blank.setObjectName("blank")
        self._blank.setAccessibleName(words.blank())
        self._blank.setAutoFillBackground(True)
        self._blank.setPalette(QPalette(Qt.GlobalColor.black))
        self._blank.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._blank.hide()
        self._before_blank: QWidget | None = None  # what had the focus
        self._captioned: list[QAction] = []  # which are named when they are used
        self._fill_menu(menu)
        actions.blank.triggered.connect(self._toggle_blank)
        actions.column.toggled.connect(self._show_column)
        actions.message.triggered.connect(stage.show_status)
        stage.column_floated.connect(self._show_column_state)
        stage.status_floated.connect(self._show_status_state)
        actions.captions.toggled.connect(self._caption_actions)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.screenRemoved.connect(self._on_screen_removed)
            application.focusChanged.connect(self._on_focus)
        self._show_state()

    @property
    def is_on(self) -> bool:
        """Whether the window is on a projector."""
        return self._desk is not None

    def set_on(self, on: bool) -> None:
        """Onto the projector, or back to the desk."""
        if on and not self.is_on:
            self.show_on(self._window.screen())
        elif not on and self._desk is not None:
            self._leave(*self._desk)

    def show_on(self, screen: QScreen) -> None:
        """Fill this screen."""
        window = self._window
        if self._desk is None:
            self._desk = window.windowState(), window.normalGeometry()
        window.menuBar().hide()
        self._stage.set_projecting(True)
        QObject.disconnect(self._followed)
        self._followed = screen.geometryChanged.connect(self._fill)
        window.setScreen(screen)
        self._fill(screen.geometry())
        window.showFullScreen()
        self._show_state()

    def escape(self) -> bool:
        """Take away what lies over the picture, else leave; False where there is nothing to take away."""
        if self._blank.isVisible():
            self._toggle_blank()
        elif self._actions.column.isChecked():
            self._actions.column.setChecked(False)
        elif self.is_on:
            self.set_on(False)
        else:
            return False
        return True

    def fit(self) -> None:
        """Black covers the window however it grows."""
        self._blank.setGeometry(self._window.rect())

    def lead_by(self, event: QKeyEvent) -> bool:
        """Let the letter of what is out of view, which nobody else takes, lead to it; whether it does."""
        has_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return has_alt and any(map(self._lead_to, named_by(event, self._window)))

    def _lead_to(self, part: QWidget) -> bool:
        """Give it the keyboard, and bring the column where it is there; whether it can be seen then."""
        column = self._stage.column_part
        if column.isHidden() and column.isAncestorOf(part) and part.isVisibleTo(column):
            self._actions.column.setChecked(True)
        if part.isVisible():
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if part.isVisible() and isinstance(part, QAbstractButton):
            part.click()
        return part.isVisible()

    def fill_screens(self, menu: QMenu) -> None:
        """All screens, to show the window on one of them."""
        menu.clear()
        for at, screen in enumerate(QApplication.screens(), 1):
            size = screen.size()
            action = menu.addAction(words.screen(at, screen.name(), size.width(), size.height()))
            action.triggered.connect(partial(self._show_on_if_there, screen.name()))

    def _fill(self, geometry: QRect) -> None:
        """The screen is so large, perhaps since its resolution was changed."""
        self._project(geometry.height())
        self._window.setGeometry(geometry)  # where no window manager does it

    def _leave(self, state: Qt.WindowState, geometry: QRect) -> None:
        window, self._desk = self._window, None
        QObject.disconnect(self._followed)
        self._blank.hide()
        self._actions.column.setChecked(False)
        self._stage.set_projecting(False)
        window.menuBar().show()
        self._project(None)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # nothing is large any more
        window.setWindowState(Qt.WindowState.WindowFullScreen)  # Qt forgets it where letters made it larger
        window.showNormal()
        self._make_small()
        window.setGeometry(geometry)
        window.setWindowState(state)
        self._show_state()

    def _make_small(self) -> None:
        """Let the window forget how wide the projector's large letters made it."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()

    def _show_on_if_there(self, name: str) -> None:
        screen = next((each for each in QApplication.screens() if each.name() == name), None)
        if screen is not None:
            self.show_on(screen)

    def _on_screen_removed(self, screen: QScreen) -> None:
        """An unplugged projector brings the window home; the run goes on."""
        if self.is_on and self._window.screen() in (screen, None):
            self.set_on(False)
        primary, there = (
            QApplication.primaryScreen(),
            [each for each in QApplication.screens() if each is not screen],
        )
        is_seen = any(each.geometry().intersects(self._window.geometry()) for each in there)
        if primary is not None and not is_seen:
            self._window.move(primary.availableGeometry().topLeft())

    # What is there in which mode

    def _show_state(self) -> None:
        self._actions.blank.setEnabled(self.is_on)
        self._show_column_state()
        self._show_status_state()
        self._actions.full_screen.setChecked(self.is_on)
        self._on_focus(None, QApplication.focusWidget())

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """At the desk the page keys scroll a table; elsewhere they are those of a remote."""
        scrolls = isinstance(now, QAbstractItemView) and not self.is_on
        self._actions.take_page_keys(not scrolls)

    def _fill_menu(self, menu: QMenu) -> None:
        for action in (
            self._actions.column,
            self._actions.message,
            self._actions.blank,
            self._actions.captions,
        ):
            menu.addAction(action)
        menu.addMenu(self._actions.screens_menu)
        self._actions.screens_menu.aboutToShow.connect(self._fill_screens)
        menu.addSeparator()
        for each in self._window.menuBar().actions():
            menu.addAction(each)

    def _fill_screens(self) -> None:
        self.fill_screens(self._actions.screens_menu)

    def _show_column_state(self) -> None:
        """Where the column has a place of its own, there is nothing to show or hide."""
        self._actions.column.setChecked(False)
        self._actions.column.setEnabled(self._stage.has_floating_column)

    def _show_status_state(self) -> None:
        """The same of the status."""
        self._actions.message.setEnabled(self._stage.has_floating_status)

    def _show_column(self, is_shown: bool) -> None:
        self._stage.show_column(is_shown)

    def _toggle_blank(self) -> None:
        """Black over all, which has the focus: what cannot be seen takes no key."""
        if self._blank.isVisible():
            self._blank.hide()
            if self._before_blank is not None:
                self._before_blank.setFocus()
            return
        self._before_blank = self._window.focusWidget()
        self._blank.setGeometry(self._window.rect())
        self._blank.show()
        self._blank.raise_()
        self._blank.setFocus()

    def _caption_actions(self, wanted: bool) -> None:
        """Say which action was used, from now on, or no longer."""
        for action in self._captioned:
            action.triggered.disconnect(self._on_triggered)
        self._captioned = self._window.actions() if wanted else []
        for action in self._captioned:
            action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self._stage.say_key(f"{key}   {action.iconText()}".strip())
