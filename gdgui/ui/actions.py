"""What can be done, once: the same action stands behind menu, button and shortcut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

Keys = Sequence[QKeySequence | QKeySequence.StandardKey | str]

THEMES = {
    "system": ("As the &system", "Light or dark, as everything else on this screen"),
    "light": ("&Light", "Dark on white"),
    "dark": ("&Dark", "Light on black"),
    "contrast": ("&High contrast", "Every word and line as clear as can be"),
}
"""Names, and what the menu says."""


class Actions(QObject):
    """The window's actions and its menu bar. The window connects them."""

    def __init__(self, window: QMainWindow, undo_stack: QUndoStack) -> None:
        super().__init__(window)
        self._window = window
        self._is_running, self._run_icons = False, (QIcon(), QIcon())
        self.open = self._action("&Open points…", ["Ctrl+O"], "Open a CSV file with columns of numbers")
        self.save_points = self._action(
            "&Save points…", ["Ctrl+S"], "Save the points as CSV, in full precision"
        )
        self.export_log = self._action("&Export log…", ["Ctrl+Shift+E"], "Save epoch, m, b and MSE as CSV")
        self.save_plot = self._action("&Save plots…", ["Ctrl+Shift+S"], "Save the plots as a PNG picture")
        self.quit = self._action("&Quit", ["Ctrl+Q"], "Close the window")
        self.undo = self._action("&Undo", ["Ctrl+Z"], "Take back the last edit of the points (Ctrl+Z)")
        self.redo = self._action("&Redo", ["Ctrl+Shift+Z", "Ctrl+Y"], "Do it again (Ctrl+Shift+Z)")
        self._follow(undo_stack)
        self.cut = self._action("Cu&t", ["Ctrl+X"], "Copy the points selected, and remove them")
        self.copy = self._action("&Copy", ["Ctrl+C"], "Copy the points selected, as a spreadsheet takes them")
        self.paste = self._action(
            "&Paste", ["Ctrl+V"], "Add the points on the clipboard; in the table: over cells"
        )
        self.select_all = self._action("Select &all", ["Ctrl+A"], "Select all points")
        self.duplicate = self._action(
            "&Duplicate", ["Ctrl+Shift+D"], "Copies of the points selected, beside them"
        )
        self.remove = self._action(
            "Re&move point", ["Delete"], "Remove the points selected (Delete)", "Remove"
        )
        self.tools = [
            self._switch(text, [f"Ctrl+{k}"], f"{tip} (Ctrl+{k})")
            for k, (text, tip) in enumerate(
                (
                    ("&Add", "A click adds a point; on a point it selects it, and a drag moves it"),
                    ("S&elect", "A drag draws a rubber band around the points to select"),
                    ("S&pray", "Press and hold: noisy points around the pointer"),
                    ("E&rase", "Press and drag: the points passed are removed"),
                    ("&Hand", "A drag moves the view"),
                ),
                1,
            )
        ]
        self.tools[0].setChecked(True)
        self.table = self._switch("&Table", ["F9"], "The points in a table, to type and to copy (F9)")
        self.add_row = self._action(
            "Add ro&w", ["Ctrl+Shift+N"], "Type another point into the table", "Add row"
        )
        self.sort_table = self._action(
            "S&ort table", ["Ctrl+Shift+T"], "Sort the rows of the table by its current column"
        )
        self.generate = self._action("&Generate…", ["Ctrl+Shift+R"], "Points about a line, by a recipe")
        self.axes = self._action("A&xes…", ["Ctrl+Shift+A"], "Names, ranges, units and grid of the axes")
        self.grid = self._switch("Gri&d", [], "Lines across the plot of the points")
        self.grid.setChecked(True)
        self.snap = self._switch("S&nap to grid", ["Ctrl+Shift+X"], "New and moved points go to the grid")
        self.equal_units = self._switch("Equal &units", [], "One unit of x as long as one of y")
        self.clear = self._action("C&lear points", ["Ctrl+Shift+Delete"], "Remove all points", "Clear")
        self.run = self._action("&Run", ["F5", "Ctrl+Return"], "")
        self.step = self._action("&Step", ["F6"], "One epoch, also beyond the last (F6)")
        self.first = self._action("F&irst epoch", ["Ctrl+Home"], "Show the start (Ctrl+Home)", "First")
        self.back = self._action("Step &back", ["Shift+F6"], "Show the epoch before (Shift+F6)", "Back")
        self.last = self._action("&Newest epoch", ["Ctrl+End"], "Show the newest epoch (Ctrl+End)", "Newest")
        self.play = self._switch("&Play", ["F8"], "Go on from the epoch shown, or play the run again (F8)")
        self.play_back = self._switch("Play bac&kwards", ["Shift+F8"], "Play them backwards (Shift+F8)")
        self.loop = self._switch("&Loop", ["Ctrl+F8"], "At the end, play again from the other one (Ctrl+F8)")
        self.log_time = self._switch(
            "Lo&garithmic timeline", ["Ctrl+T"], "The timeline in powers of ten: the early epochs matter most"
        )
        self.go_on = self._action(
            "G&o on", ["Shift+F5"], "As many epochs more as are asked for (Shift+F5)", "Go on"
        )
        self.reset = self._action("Rese&t", ["F7"], "Back to the start; points and settings stay (F7)")
        self.residuals = self._switch("&Residuals", ["Ctrl+D"], "Show each point's distance to the line")
        self.logarithmic = self._switch("&Logarithmic axis", ["Ctrl+L"], "Show powers of ten of the MSE")
        self.excess = self._switch(
            "E&xcess MSE", ["Ctrl+M"], "Show the MSE above the smallest possible one, in powers of ten"
        )
        self.steps = self._switch(
            "Next s&tep",
            ["Ctrl+G"],
            "On the loss surface, show −lr·gradient and the next epoch where that is another",
        )
        self.samples = self._switch(
            "Sam&ples used", ["Ctrl+U"], "Count the samples used instead of epochs: the fair comparison"
        )
        self.runs = self._switch("R&uns", ["Ctrl+R"], "The runs of this session, to compare (Ctrl+R)")
        self.against = self._action(
            "&GD against SGD", ["Ctrl+Shift+G"], "Both from the same start on the same points, in step"
        )
        self.many = self._action(
            "SGD &many times", ["Ctrl+Shift+M"], "SGD from 200 seeds: where chance may lead it"
        )
        self.again = self._action(
            "&Use these settings", ["Ctrl+Shift+U"], "Use the settings of this run again"
        )
        self.delete_run = self._action("&Delete run", ["Ctrl+Delete"], "Take the selected run off the list")
        self.hide_others = self._action(
            "&Hide the others", ["Ctrl+H"], "Hide all runs but the current one, or show them all again"
        )
        self.fit = self._action("&Fit points", ["Ctrl+8"], "Bring all points into view")
        self.fit_surface = self._action(
            "Fit &surface", ["Ctrl+9"], "Bring the path of the run and the minimum into view"
        )
        self.equal_axes = self._switch(
            "E&qual axes", ["Ctrl+E"], "On the loss surface, one unit of m as long as one of b"
        )
        self.plots = {
            name: self._switch(text, [f"Alt+{k}"], f"{tip} (Alt+{k})", short)
            for k, (name, text, tip, short) in enumerate(
                (
                    ("all", "All pl&ots", "All plots side by side", "All"),
                    ("data", "O&nly the points", "The points and the line alone", "Points"),
                    ("loss", "Only the &MSE", "The MSE over the epochs alone", "MSE"),
                    ("surface", "Only t&he surface", "The loss surface alone", "Surface"),
                ),
                1,
            )
        }
        self.go_to = self._action("Go to &epoch…", ["Ctrl+J"], "Show an epoch by its number (Ctrl+J)")
        self.full_screen = self._switch("F&ull screen", ["F11"], "Everything larger, for a projector (F11)")
        self.blank = self._action("Blan&k", ["B", "."], "Black, until it is pressed again (B or .)")
        self.column = self._switch("&Settings", ["Ctrl+Shift+C"], "The column of settings, over the picture")
        self.captions = self._switch("Show &keys", [], "Show each key or action used, for the class")
        self.commands = self._action(
            "All &commands…", ["Ctrl+Shift+P"], "Find any command by its name (Ctrl+Shift+P)"
        )
        self.theme_group = QActionGroup(self)
        self.themes = {name: self._theme(name, text, tip) for name, (text, tip) in THEMES.items()}
        self.themes["system"].setChecked(True)
        self.zoom_in = self._action("Zoom &in", ["Ctrl++", "Ctrl+="], "Everything larger (Ctrl++)")
        self.zoom_out = self._action("Zoom &out", ["Ctrl+-"], "Everything smaller (Ctrl+−)")
        self.zoom_reset = self._action("Ordinary si&ze", ["Ctrl+0"], "As large as usual (Ctrl+0)")
        self.about = self._action("&Shortcuts and about", ["F1"], "What the mouse and the keys do")
        self.icons = {
            **dict(zip(("add", "select", "spray", "erase", "hand"), self.tools, strict=True)),
            **{"step": self.step, "step-back": self.back, "first": self.first},
            **{"go-on": self.go_on, "reset": self.reset, "undo": self.undo, "redo": self.redo},
            **{"table": self.table, "runs": self.runs, "fit": self.fit, "projector": self.full_screen},
            **{f"layout-{name}": action for name, action in self.plots.items()},
        }
        self._fill_menus()

    def take_page_keys(self, takes: bool) -> None:
        """Whether Page Up and Page Down, those of a presenter's remote, step through the epochs."""
        for action, own, page in ((self.step, "F6", "PgDown"), (self.back, "Shift+F6", "PgUp")):
            keys = [QKeySequence(own), *([QKeySequence(page)] if takes else [])]
            if action.shortcuts() != keys:
                action.setShortcuts(keys)

    def say_run(self, running: bool, why_not: str) -> None:
        """Run or Pause, or why it cannot run."""
        self._is_running = running
        self._show_run_icon()
        self.run.setText("&Pause" if running else "&Run")
        self.run.setIconText("Pause" if running else "Run")
        words = "Hold the run after this epoch" if running else "Train, and watch"
        self.run.setToolTip(why_not or f"{words} (F5)")
        self.run.setEnabled(not why_not)
        self.step.setEnabled(not why_not)
        self.step.setToolTip(why_not or "One epoch, also beyond the last (F6)")

    def give_run_icons(self, run: QIcon, pause: QIcon) -> None:
        """The two icons of the one button that begins and pauses."""
        self._run_icons = run, pause
        self._show_run_icon()

    def _show_run_icon(self) -> None:
        self.run.setIcon(self._run_icons[self._is_running])

    def _follow(self, undo_stack: QUndoStack) -> None:
        """Undo and redo say what they would do, and are there when there is something to do."""
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        undo_stack.canUndoChanged.connect(self.undo.setEnabled)
        undo_stack.canRedoChanged.connect(self.redo.setEnabled)
        undo_stack.undoTextChanged.connect(self._name_undo)
        undo_stack.redoTextChanged.connect(self._name_redo)

    def _name_undo(self, edit: str) -> None:
        self.undo.setText(f"&Undo {_literal(edit)}".rstrip())

    def _name_redo(self, edit: str) -> None:
        self.redo.setText(f"&Redo {_literal(edit)}".rstrip())

    def _action(self, text: str, keys: Keys, tip: str, short: str = "") -> QAction:
        action = QAction(text, self._window)
        action.setIconText(short or text.replace("&", ""))
        action.setToolTip(tip)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)  # works in full screen too, where there is no menu bar
        return action

    def _switch(self, text: str, keys: Keys, tip: str, short: str = "") -> QAction:
        action = self._action(text, keys, tip, short)
        action.setCheckable(True)
        return action

    def _theme(self, name: str, text: str, tip: str) -> QAction:
        action = self._switch(text, [], tip)
        action.setData(name)
        self.theme_group.addAction(action)
        return action

    def _fill_menus(self) -> None:
        bar = self._window.menuBar()
        menus: list[tuple[str, list[QAction | None]]] = [
            (
                "&File",
                [self.open, self.save_points, None, self.export_log, self.save_plot, None, self.quit],
            ),
            (
                "&Edit",
                [
                    *(self.undo, self.redo, None, self.cut, self.copy, self.paste, None),
                    *(self.select_all, self.duplicate, self.remove, self.clear),
                ],
            ),
            (
                "&Points",
                [
                    *(*self.tools, None, self.table, self.add_row, self.sort_table, self.generate, None),
                    *(self.axes, self.fit, self.grid, self.snap, self.equal_units),
                ],
            ),
            (
                "&Run",
                [
                    *(self.run, self.step, self.go_on, self.reset, None, self.against, self.many, None),
                    *(self.first, self.back, self.last, self.go_to, None),
                    *(self.play, self.play_back, self.loop, self.log_time, None),
                    *(self.runs, self.again, self.delete_run, self.hide_others),
                ],
            ),
            (
                "&View",
                [
                    *(self.residuals, self.logarithmic, self.excess, self.samples, self.steps, None),
                    *(self.fit_surface, self.equal_axes, None),
                    *(*self.plots.values(), None, self.zoom_in, self.zoom_out, self.zoom_reset, None),
                    *(self.full_screen, self.captions),
                ],
            ),
            ("&Help", [self.commands, self.about]),
        ]
        for title, actions in menus:
            menu = bar.addMenu(title)
            if title == "&View":
                self.screens_menu = QMenu("Sho&w on", menu)
                theme_menu = menu.addMenu("T&heme")
                theme_menu.addActions(list(self.themes.values()))
            if title == "&File":
                self.samples_menu = QMenu("Open &sample", menu)
                self.samples_menu.setToolTipsVisible(True)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)
                if action is self.open:
                    menu.addMenu(self.samples_menu)
                if action is self.full_screen:
                    menu.addMenu(self.screens_menu)

    def add_sample(self, title: str, tip: str) -> QAction:
        """Another entry of the menu of samples."""
        action = self.samples_menu.addAction(_literal(title))
        action.setToolTip(tip)
        return action


def _literal(text: str) -> str:
    """The text with its own & kept; a single one would name a key."""
    return text.replace("&", "&&")
