"""What commands and menus are called, and what they do in a few words."""

from __future__ import annotations

from typing import NamedTuple

from gdgui.words.translation import marked, tr, tr_n


class ActionWords(NamedTuple):
    """The entry of a menu, the tool tip and what stands on a button."""

    text: str
    tip: str
    short: str


def action(name: str) -> ActionWords:
    """The words of this command."""
    text, tip, *short = map(tr, _ACTIONS[name])
    return ActionWords(text, tip, short[0] if short else text.replace("&", ""))


def undo(edit: str) -> str:
    """“Undo add point”."""
    return tr("&Undo {edit}", edit=edit) if edit else action("undo").text


def redo(edit: str) -> str:
    """“Redo add point”."""
    return tr("&Redo {edit}", edit=edit) if edit else action("redo").text


def remove(n: int) -> str:
    """The entry that removes as many points as are selected."""
    return action("remove").text if n < 2 else tr_n("Re&move {n} point", "Re&move {n} points", n)


def clear_recent() -> str:
    """The entry that empties the list of files used last."""
    return tr("&Clear this list")


def title(name: str) -> str:
    """What this menu is called."""
    return tr(_MENUS[name])


_MENUS = {
    "file": marked("&File"),
    "edit": marked("&Edit"),
    "points": marked("&Points"),
    "run": marked("&Run"),
    "view": marked("&View"),
    "help": marked("&Help"),
    "examples": marked("Open e&xample"),
    "recent": marked("Open &recent"),
    "screens": marked("Sho&w on"),
    "theme": marked("Th&eme"),
    "my_line": marked("M&y line"),
}

_ACTIONS = {
    "new": (marked("&New"), marked("Begin without points and runs")),
    "open": (
        marked("&Open…"),
        marked("Open a session, a spreadsheet or a CSV file"),
    ),
    "save": (marked("&Save"), marked("Save points, settings and runs as a session")),
    "save_as": (marked("Save &as…"), marked("Save the session under another name")),
    "revert": (marked("Re&vert"), marked("Open the session again as it was saved last")),
    "save_points": (marked("Save &points…"), marked("Save the points as CSV, in full precision")),
    "export_log": (marked("&Export log…"), marked("Save epoch, m, b and MSE as CSV")),
    "export_film": (
        marked("Export &film…"),
        marked("Save a stretch of epochs as a film: GIF, WebP, PNG or MP4 (Ctrl+Shift+V)"),
    ),
    "export_picture": (
        marked("Export p&icture…"),
        marked("Save or copy the plots as PNG, SVG or PDF, with a preview"),
    ),
    "save_report": (
        marked("Save report (&HTML, PDF)…"),
        marked("Save picture, settings, result, a step worked out and the code on a page, to hand in"),
    ),
    "print_picture": (marked("Prin&t…"), marked("Print the plots, black on white, with a preview")),
    "copy_picture": (marked("Copy p&icture"), marked("Copy the plots as a picture, as exported last")),
    "quit": (marked("&Quit"), marked("Close the window")),
    "undo": (marked("&Undo"), marked("Take back what was changed last (Ctrl+Z)")),
    "redo": (marked("&Redo"), marked("Do it again (Ctrl+Shift+Z)")),
    "cut": (marked("Cu&t"), marked("Copy the points selected, and remove them")),
    "copy": (marked("&Copy"), marked("Copy the points selected, as a spreadsheet takes them")),
    "paste": (marked("&Paste"), marked("Add the points on the clipboard; in the table: over cells")),
    "select_all": (marked("Select &all"), marked("Select all points")),
    "duplicate": (marked("&Duplicate"), marked("Copies of the points selected, beside them")),
    "remove": (marked("Re&move point"), marked("Remove the points selected (Delete)"), marked("Remove")),
    "add": (
        marked("&Add"),
        marked("A click adds a point; on a point it selects it, and a drag moves it (Ctrl+1)"),
    ),
    "select": (marked("S&elect"), marked("A drag draws a rubber band around the points to select (Ctrl+2)")),
    "spray": (marked("S&pray"), marked("Press and hold: noisy points around the pointer (Ctrl+3)")),
    "erase": (marked("E&rase"), marked("Press and drag: the points passed are removed (Ctrl+4)")),
    "hand": (marked("&Hand"), marked("A drag moves the view (Ctrl+5)")),
    "table": (marked("&Table"), marked("The points in a table, to type and to copy (F9)")),
    "add_row": (marked("Add ro&w"), marked("Type another point into the table"), marked("Add row")),
    "sort_table": (marked("S&ort table"), marked("Sort the rows of the table by its current column")),
    "generate": (marked("&Generate…"), marked("Points about a line, by a recipe")),
    "axes": (marked("A&xes…"), marked("Names, ranges, units and grid of the axes")),
    "grid": (marked("Gri&d"), marked("Lines across the plot of the points")),
    "snap": (marked("S&nap to grid"), marked("New and moved points go to the grid")),
    "equal_units": (marked("Equal &units"), marked("One unit of x as long as one of y")),
    "clear": (marked("C&lear points"), marked("Remove all points"), marked("Clear")),
    "run": (marked("&Run"), marked("Train, and watch (F5)"), marked("Run")),
    "pause": (marked("P&ause"), marked("Hold the run after this epoch (F5)")),
    "step": (marked("&Step"), marked("One epoch, also beyond the last (F6)")),
    "first": (marked("&First epoch"), marked("Show the start (Ctrl+Home)"), marked("First")),
    "back": (marked("Step &back"), marked("Show the epoch before (Shift+F6)"), marked("Back")),
    "last": (marked("Ne&west epoch"), marked("Show the newest epoch (Ctrl+End)"), marked("Newest")),
    "play": (marked("&Play"), marked("Go on from the epoch shown, or play the run again (F8)")),
    "play_back": (marked("Play bac&kwards"), marked("Play them backwards (Shift+F8)")),
    "loop": (marked("&Loop"), marked("At the end, play again from the other one (Ctrl+F8)")),
    "log_time": (
        marked("Logarithmi&c timeline"),
        marked("The timeline in powers of ten: the early epochs matter most"),
    ),
    "explain": (
        marked("The step &worked out"),
        marked("The step worked out: points, formulas and numbers (F12)"),
        marked("Explain"),
    ),
    "part_next": (
        marked("&Next part of the step"),
        marked("Residuals, squares, mean, gradient, times the rate, new line: one after the other (F10)"),
        marked("part"),
    ),
    "part_back": (
        marked("&Part before"),
        marked("The part of the step before this one (Shift+F10)"),
        marked("part before"),
    ),
    "squares": (
        marked("Squares o&f the residuals"),
        marked("Show each squared residual as a square"),
        marked("Squares"),
    ),
    "go_on": (marked("G&o on"), marked("As many epochs more as are asked for (Shift+F5)"), marked("Go on")),
    "reset": (marked("Rese&t"), marked("Back to the start; points and settings stay (F7)")),
    "residuals": (marked("&Residuals"), marked("Show each point's distance to the line")),
    "logarithmic": (marked("&Logarithmic axis"), marked("Show powers of ten of the MSE")),
    "excess": (
        marked("E&xcess MSE"),
        marked("Show the MSE above the smallest possible one, in powers of ten"),
    ),
    "steps": (
        marked("Next s&tep"),
        marked("On the loss surface, show −lr·gradient and the next epoch where that is another"),
    ),
    "samples": (
        marked("Sam&ples used"),
        marked("Count the samples used instead of epochs: the fair comparison"),
    ),
    "runs": (marked("R&uns"), marked("The runs of this session, to compare (Ctrl+R)")),
    "against": (marked("&GD against SGD"), marked("Both from the same start on the same points, in step")),
    "many": (marked("SGD &many times"), marked("SGD from 200 seeds: where chance may lead it")),
    "again": (marked("Use t&hese settings"), marked("Use the settings of this run again")),
    "delete_run": (marked("Delete ru&n"), marked("Take the selected run off the list")),
    "hide_others": (
        marked("H&ide the others"),
        marked("Hide all runs but the current one, or show them all again"),
    ),
    "predict": (
        marked("Pre&dict first"),
        marked("The answer is hidden until you have said what the run will do (Ctrl+Shift+F)"),
        marked("Predict first"),
    ),
    "my_line": (marked("&My line"), marked("A line of your own, to drag by its handles (Ctrl+Shift+L)")),
    "my_squares": (marked("Its s&quares"), marked("The squared residuals of your line, as squares")),
    "my_hints": (marked("&Hints"), marked("Which way your line fits better")),
    "shows_best": (
        marked("Show the &best line"),
        marked("The line of smallest MSE and the minimum, which are hidden while you fit by hand"),
    ),
    "start_here": (marked("&Start here"), marked("The next run starts at your line")),
    "compare_mine": (
        marked("&Compare"),
        marked("Your line stays beside the run as it is now; once more removes it"),
    ),
    "fit": (marked("&Fit points"), marked("Bring all points into view")),
    "fit_surface": (marked("Fit &surface"), marked("Bring the path of the run and the minimum into view")),
    "equal_axes": (marked("E&qual axes"), marked("On the loss surface, one unit of m as long as one of b")),
    "full_screen": (marked("F&ull screen"), marked("Everything larger, for a projector (F11)")),
    "plots_all": (marked("&All plots"), marked("All plots side by side (Alt+1)"), marked("All")),
    "plots_data": (
        marked("O&nly the points"),
        marked("The points and the line alone (Alt+2)"),
        marked("Points"),
    ),
    "plots_loss": (marked("Only the &MSE"), marked("The MSE over the epochs alone (Alt+3)"), marked("MSE")),
    "plots_surface": (
        marked("Only t&he surface"),
        marked("The loss surface alone (Alt+4)"),
        marked("Surface"),
    ),
    "go_to": (marked("Go to &epoch…"), marked("Show an epoch by its number (Ctrl+J)")),
    "blank": (marked("&Blank"), marked("Black, until it is pressed again (B or .)")),
    "column": (marked("&Settings"), marked("The column of settings, over the picture")),
    "captions": (marked("Show &keys"), marked("Show each key or action used, for the class")),
    "message": (
        marked("Rea&d last message"),
        marked("What was said last, over the picture, or take it away"),
    ),
    "commands": (marked("All &commands…"), marked("Find any command by its name (Ctrl+Shift+P)")),
    "theme_system": (marked("As the &system"), marked("Light or dark, as everything else on this screen")),
    "theme_light": (marked("&Light"), marked("Dark on white")),
    "theme_dark": (marked("&Dark"), marked("Light on black")),
    "theme_contrast": (marked("&High contrast"), marked("Every word and line as clear as can be")),
    "zoom_in": (marked("Zoom &in"), marked("Everything larger (Ctrl++)")),
    "zoom_out": (marked("Zoom &out"), marked("Everything smaller (Ctrl+−)")),
    "zoom_reset": (marked("Ordinary si&ze"), marked("As large as usual (Ctrl+0)")),
    "lessons": (marked("&Lessons…"), marked("Short lessons with a task each (Shift+F1)"), marked("Lessons")),
    "guide": (
        marked("&Derivation…"),
        marked("Why gradient descent does what it does, page by page (Ctrl+F1)"),
        marked("Derivation"),
    ),
    "copy_code": (
        marked("Copy as P&ython"),
        marked("Copy the run as a script of numpy (Ctrl+Shift+Y)"),
        marked("Copy as Python"),
    ),
    "save_code": (
        marked("Save as P&ython…"),
        marked("Save the run as a script of numpy"),
        marked("Save as Python…"),
    ),
    "about": (marked("&Shortcuts and about"), marked("What the mouse and the keys do")),
}
