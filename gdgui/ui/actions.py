"""What can be done, once: the same action stands behind menu, button and shortcut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar

from gdgui.words import menus

Keys = Sequence[QKeySequence | QKeySequence.StandardKey | str]
THEMES = ("system", "light", "dark", "contrast")
PLOTS = ("all", "data", "loss", "surface")
TOOLS = ("add", "select", "spray", "erase", "hand")


class Actions(QObject):
    """The window's actions and its menu bar. The window connects them."""

    def __init__(self, window: QMainWindow, undo_group: QUndoGroup) -> None:
        super().__init__(window)
        self._window = window
        self._has_page_keys = self._walks_parts = False
        self._is_running, self._run_icons = False, (QIcon(), QIcon())
        self._said_of_run: tuple[bool, str] | None = None
        self._redone: str | None = None
        self.new = self._action("new", ["Ctrl+N"])
        self.open = self._action("open", ["Ctrl+O"])
        self.save = self._action("save", ["Ctrl+S"])
        self.save_as = self._action("save_as", ["Ctrl+Shift+W"])
        self.revert = self._action("revert", [])
        self.save_points = self._action("save_points", ["Ctrl+Shift+O"])
        self.export_log = self._action("export_log", ["Ctrl+Shift+E"])
        self.export_picture = self._action("export_picture", ["Ctrl+Shift+S"])
        self.export_film = self._action("export_film", ["Ctrl+Shift+V"])
        self.save_report = self._action("save_report", ["Ctrl+Shift+J"])
        self.print_picture = self._action("print_picture", ["Ctrl+P"])
        self.copy_picture = self._action("copy_picture", ["Ctrl+Shift+I"])
        self.quit = self._action("quit", ["Ctrl+Q"])
        self.undo = self._action("undo", ["Ctrl+Z"])
        self.redo = self._action("redo", ["Ctrl+Shift+Z", "Ctrl+Y"])
        self._follow(undo_group)
        self.cut = self._action("cut", ["Ctrl+X"])
        self.copy = self._action("copy", ["Ctrl+C"])
        self.paste = self._action("paste", ["Ctrl+V"])
        self.select_all = self._action("select_all", ["Ctrl+A"])
        self.duplicate = self._action("duplicate", ["Ctrl+Shift+D"])
        self.remove = self._action("remove", ["Delete"])
        self.tools = [self._switch(name, [f"Ctrl+{k}"]) for k, name in enumerate(TOOLS, 1)]
        self.tools[0].setChecked(True)
        self.table = self._switch("table", ["F9"])
        self.add_row = self._action("add_row", ["Ctrl+Shift+N"])
        self.sort_table = self._action("sort_table", ["Ctrl+Shift+T"])
        self.generate = self._action("generate", ["Ctrl+Shift+R"])
        self.axes = self._action("axes", ["Ctrl+Shift+A"])
        self.grid = self._switch("grid", [])
        self.grid.setChecked(True)
        self.snap = self._switch("snap", ["Ctrl+Shift+X"])
        self.equal_units = self._switch("equal_units", [])
        self.clear = self._action("clear", ["Ctrl+Shift+Delete"])
        self.run = self._action("run", ["F5", "Ctrl+Return"])
        self.step = self._action("step", ["F6"])
        self.first = self._action("first", ["Ctrl+Home"])
        self.back = self._action("back", ["Shift+F6"])
        self.last = self._action("last", ["Ctrl+End"])
        self.play = self._switch("play", ["F8"])
        self.play_back = self._switch("play_back", ["Shift+F8"])
        self.loop = self._switch("loop", ["Ctrl+F8"])
        self.log_time = self._switch("log_time", ["Ctrl+T"])
        self.go_on = self._action("go_on", ["Shift+F5"])
        self.explain = self._switch("explain", ["F12"])
        self.part_next = self._action("part_next", ["F10"])
        self.part_back = self._action("part_back", ["Shift+F10"])
        self.squares = self._switch("squares", ["Ctrl+B"])
        self.reset = self._action("reset", ["F7"])
        self.residuals = self._switch("residuals", ["Ctrl+D"])
        self.logarithmic = self._switch("logarithmic", ["Ctrl+L"])
        self.excess = self._switch("excess", ["Ctrl+M"])
        self.steps = self._switch("steps", ["Ctrl+G"])
        self.samples = self._switch("samples", ["Ctrl+U"])
        self.runs = self._switch("runs", ["Ctrl+R"])
        self.against = self._action("against", ["Ctrl+Shift+G"])
        self.many = self._action("many", ["Ctrl+Shift+M"])
        self.again = self._action("again", ["Ctrl+Shift+U"])
        self.delete_run = self._action("delete_run", ["Ctrl+Delete"])
        self.hide_others = self._action("hide_others", ["Ctrl+H"])
        self.predict = self._switch("predict", ["Ctrl+Shift+F"])
        self.my_line = self._switch("my_line", ["Ctrl+Shift+L"])
        self.my_squares = self._switch("my_squares", ["Ctrl+Shift+Q"])
        self.my_hints = self._switch("my_hints", ["Ctrl+Shift+H"])
        self.shows_best = self._switch("shows_best", ["Ctrl+Shift+B"])
        self.start_here = self._action("start_here", ["Ctrl+Shift+Home"])
        self.compare_mine = self._action("compare_mine", ["Ctrl+Shift+K"])
        self.fit = self._action("fit", ["Ctrl+8"])
        self.fit_surface = self._action("fit_surface", ["Ctrl+9"])
        self.equal_axes = self._switch("equal_axes", ["Ctrl+E"])
        self.plots = {name: self._switch(f"plots_{name}", [f"Alt+{k}"]) for k, name in enumerate(PLOTS, 1)}
        self.go_to = self._action("go_to", ["Ctrl+J"])
        self.full_screen = self._switch("full_screen", ["F11"])
        self.blank = self._action("blank", ["B", "."])
        self.column = self._switch("column", ["Ctrl+Shift+C"])
        self.captions = self._switch("captions", [])
        self.message = self._action("message", ["Ctrl+I"])
        self.commands = self._action("commands", ["Ctrl+Shift+P"])
        self.theme_group = QActionGroup(self)
        self.themes = {name: self._theme(name) for name in THEMES}
        self.themes["system"].setChecked(True)
        self.zoom_in = self._action("zoom_in", ["Ctrl++", "Ctrl+="])
        self.zoom_out = self._action("zoom_out", ["Ctrl+-"])
        self.zoom_reset = self._action("zoom_reset", ["Ctrl+0"])
        self.lessons = self._switch("lessons", ["Shift+F1"])
        self.guide = self._switch("guide", ["Ctrl+F1"])
        self.copy_code = self._action("copy_code", ["Ctrl+Shift+Y"])
        self.save_code = self._action("save_code", [])
        self.about = self._action("about", ["F1"])
        self.icons = {
            **dict(zip(TOOLS, self.tools, strict=True)),
            **{"step": self.step, "step-back": self.back, "first": self.first},
            **{"go-on": self.go_on, "reset": self.reset, "undo": self.undo, "redo": self.redo},
            **{"table": self.table, "runs": self.runs, "fit": self.fit, "projector": self.full_screen},
            **{"explain": self.explain, "chevron-right": self.part_next, "chevron-left": self.part_back},
            **{f"layout-{name}": action for name, action in self.plots.items()},
        }
        self._fill_menus()

    def take_page_keys(self, takes: bool) -> None:
        """Whether Page Up and Page Down, those of a presenter's remote, step through the epochs or, where a
        step is taken apart, through its parts."""
        self._has_page_keys = takes
        for action, own, page, is_part in (
            (self.step, "F6", "PgDown", False),
            (self.back, "Shift+F6", "PgUp", False),
            (self.part_next, "F10", "PgDown", True),
            (self.part_back, "Shift+F10", "PgUp", True),
        ):
            has_page = takes and is_part == self._walks_parts
            keys = [QKeySequence(own), *([QKeySequence(page)] if has_page else [])]
            if action.shortcuts() != keys:
                action.setShortcuts(keys)

    def walk_parts(self, walks: bool) -> None:
        """Whether a step is taken apart right now."""
        if walks != self._walks_parts:
            self._walks_parts = walks
            self.take_page_keys(self._has_page_keys)

    def say_run(self, running: bool, why_not: str) -> None:
        """Run or Pause, or why it cannot run."""
        if (running, why_not) == self._said_of_run:
            return
        self._said_of_run = running, why_not
        if running != self._is_running:  # an icon given again lays the window out again
            self._is_running = running
            self._show_run_icon()
        text, tip, short = menus.action("pause" if running else "run")
        self.run.setText(text)
        self.run.setIconText(short)
        self.run.setToolTip(why_not or tip)
        self.run.setEnabled(not why_not)
        self.step.setEnabled(not why_not)
        self.step.setToolTip(why_not or menus.action("step").tip)

    def give_run_icons(self, run: QIcon, pause: QIcon) -> None:
        """The two icons of the one button that begins and pauses."""
        self._run_icons = run, pause
        self._show_run_icon()

    def _show_run_icon(self) -> None:
        self.run.setIcon(self._run_icons[self._is_running])

    def _follow(self, undo_group: QUndoGroup) -> None:
        """Undo and redo say what they would do, and are there when there is something to do."""
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        undo_group.canUndoChanged.connect(self.undo.setEnabled)
        undo_group.canRedoChanged.connect(self.redo.setEnabled)
        undo_group.undoTextChanged.connect(self._name_undo)
        undo_group.redoTextChanged.connect(self._name_redo)

    def _name_undo(self, edit: str) -> None:
        self.undo.setText(menus.undo(_literal(edit)))

    def _name_redo(self, edit: str) -> None:
        if edit != self._redone:  # mostly there is nothing to do again, before as after
            self._redone = edit
            self.redo.setText(menus.redo(_literal(edit)))

    def _action(self, name: str, keys: Keys) -> QAction:
        text, tip, short = menus.action(name)
        action = QAction(text, self._window)
        action.setIconText(short)
        action.setToolTip(tip)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)  # works in full screen too, where there is no menu bar
        return action

    def _switch(self, name: str, keys: Keys) -> QAction:
        action = self._action(name, keys)
        action.setCheckable(True)
        return action

    def _theme(self, name: str) -> QAction:
        action = self._switch(f"theme_{name}", [])
        action.setData(name)
        self.theme_group.addAction(action)
        return action

    def _fill_menus(self) -> None:
        bar = self._window.menuBar()
        entries: dict[str, list[QAction | None]] = {
            "file": [
                *(self.new, self.open, None),
                *(self.save, self.save_as, self.revert, None),
                *(self.save_points, self.export_log, self.export_picture, self.export_film),
                *(self.save_code, self.save_report),
                *(None, self.print_picture, None),
                self.quit,
            ],
            "edit": [
                *(self.undo, self.redo, None),
                *(self.cut, self.copy, self.copy_picture, self.copy_code, self.paste, None),
                *(self.select_all, self.duplicate, self.remove, self.clear),
            ],
            "points": [
                *(*self.tools, None, self.table, self.add_row, self.sort_table, self.generate, None),
                *(self.axes, self.fit, self.grid, self.snap, self.equal_units),
            ],
            "run": [
                *(self.run, self.step, self.go_on, self.reset, self.predict, None),
                *(self.against, self.many, None),
                *(self.first, self.back, self.last, self.go_to, None),
                *(self.play, self.play_back, self.loop, self.log_time, None),
                *(self.runs, self.again, self.delete_run, self.hide_others),
            ],
            "view": [
                *(
                    self.residuals,
                    self.squares,
                    self.logarithmic,
                    self.excess,
                    self.samples,
                    self.steps,
                    None,
                ),
                *(self.fit_surface, self.equal_axes, None),
                *(*self.plots.values(), None, self.zoom_in, self.zoom_out, self.zoom_reset, None),
                *(self.full_screen, self.captions, self.message),
            ],
            "help": [
                *(self.lessons, self.guide, self.explain, self.part_next, self.part_back, None),
                *(self.commands, self.about),
            ],
        }
        for name, actions in entries.items():
            menu = _MenuOfBar(menus.title(name), bar)
            bar.addMenu(menu)
            if name == "file":
                self.recent_menu = QMenu(menus.title("recent"), menu)
                self.recent_menu.setToolTipsVisible(True)
                self.examples_menu = QMenu(menus.title("examples"), menu)
                self.examples_menu.setToolTipsVisible(True)
            if name == "run":
                mine = self.my_line, self.my_squares, self.my_hints, self.shows_best
                my_menu = QMenu(menus.title("my_line"), menu)
                my_menu.addActions([*mine, self.start_here, self.compare_mine])
            if name == "view":
                self.screens_menu = QMenu(menus.title("screens"), menu)
                menu.addMenu(menus.title("theme")).addActions(list(self.themes.values()))
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)
                if action is self.predict:
                    menu.addMenu(my_menu)
                if action is self.open:
                    menu.addMenu(self.recent_menu)
                    menu.addMenu(self.examples_menu)
                if action is self.full_screen:
                    menu.addMenu(self.screens_menu)

    def add_example(self, title: str, tip: str) -> QAction:
        """Another entry of the menu of example data sets."""
        action = self.examples_menu.addAction(_literal(title))
        action.setToolTip(tip)
        self._window.addAction(action)
        return action


class _MenuOfBar(QMenu):
    """Esc leaves the menu bar as well, and the keys go again where they went before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        bar = self.parentWidget()
        if event.key() == Qt.Key.Key_Escape and isinstance(bar, QMenuBar) and bar.activeAction() is not None:
            QApplication.sendEvent(bar, event)  # Qt would keep its title lit, and wait for another Esc


def _literal(text: str) -> str:
    """The text with its own & kept; a single one would name a key."""
    return text.replace("&", "&&")
