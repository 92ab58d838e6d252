"""Asking for files, and saying in a sentence what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from gdgui.experiment.points import Points
from gdgui.files.numbers import printable
from gdgui.files.session_names import SUFFIX, is_session
from gdgui.ui.dialogs import choosing
from gdgui.ui.patience import patiently
from gdgui.ui.picture_choices import FORMATS, PictureChoices
from gdgui.words import code, dialogs, films, pictures, report_page, sessions, teaching, transfer

if TYPE_CHECKING:
    from gdgui.ui.report import Report

Say = Callable[[str], None]
Answer = Literal["save", "discard", "cancel"]


def ask_for_file(parent: QWidget) -> Path | None:
    """The file of points, or of a session, that the person chose, if any."""
    from gdgui.files.spreadsheet import SUFFIXES  # not above: the window is there without it

    texts, sheets = "*.csv *.tsv *.txt *.dat", " ".join(f"*{each}" for each in SUFFIXES)
    tables, session = f"{texts} {sheets}", f"*{SUFFIX}"
    kinds = dialogs.file_kinds(
        ("known", f"{session} {tables}"),
        ("session", session),
        ("table", texts),
        ("spreadsheet", sheets),
        ("any", "*"),
    )
    return choosing.to_open(parent, dialogs.open_file(), kinds)


def save_points(parent: QWidget, points: Points, name: str, say: Say) -> Path | None:
    """Ask for a file, write the points to it, and return it if that went well."""
    from gdgui.files.points_csv import write_points  # not above: the window is there without it

    kinds = dialogs.file_kinds(("csv", "*.csv"), ("any", "*"))
    path = _with_suffix(parent, choosing.to_save(parent, dialogs.save_points(), name, kinds), ".csv")
    many = len(points.dataset)
    return path if path and _write(path, lambda path: write_points(path, points), say, many) else None


def log_path(parent: QWidget) -> Path | None:
    """Where the person wants the log of a run, if anywhere."""
    kinds = dialogs.file_kinds(("csv", "*.csv"))
    return _with_suffix(parent, choosing.to_save(parent, dialogs.export_log(), "run.csv", kinds), ".csv")


def save_code(parent: QWidget, write: Callable[[Path], None], table: int, say: Say) -> None:
    """Ask for a file and let a script be written to it; some need a table of so many points beside it."""
    from gdgui.files.python_code import table_beside

    kinds = dialogs.file_kinds(("python", "*.py"))
    path = _with_suffix(parent, choosing.to_save(parent, code.save(), "run.py", kinds), ".py")
    if path and (not table or _may_replace(parent, table_beside(path))):
        _write(path, write, say, table)


def ask_for_lesson(parent: QWidget) -> Path | None:
    """The file of a lesson that the person chose, if any."""
    kinds = dialogs.file_kinds(("lesson", "*.toml"), ("any", "*"))
    return choosing.to_open(parent, teaching.open_lesson(), kinds)


def may_forget_progress(parent: QWidget) -> bool:
    """Whether the person wants to."""
    return _agrees(parent, teaching.forget()[0], teaching.forget_question())


def session_path(parent: QWidget, name: str) -> Path | None:
    """Where the person wants the session to be saved, if anywhere."""
    kinds = dialogs.file_kinds(("session", f"*{SUFFIX}"))
    chosen = choosing.to_save(parent, dialogs.save_session(), name, kinds)
    if chosen is None or is_session(chosen):
        return chosen
    path = Path(f"{chosen}{SUFFIX}")
    return path if _may_replace(parent, path) else None  # the dialog asked for the other name


def about_unsaved(parent: QWidget, question: str, lost: str) -> Answer:
    """What is to become of what is not saved."""
    box = QMessageBox(QMessageBox.Icon.Warning, dialogs.save_session(), question, parent=parent)
    box.setObjectName("unsaved")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(lost)
    kinds = QMessageBox.StandardButton
    buttons: dict[QMessageBox.StandardButton, Answer] = {
        kinds.Save: "save",
        kinds.Discard: "discard",
        kinds.Cancel: "cancel",
    }
    for kind, name in buttons.items():
        button = box.addButton(kind)
        button.setText(sessions.answer(name))
        button.setObjectName(name)
    box.setDefaultButton(kinds.Save)
    box.setEscapeButton(kinds.Cancel)
    return buttons.get(kinds(box.exec()), "cancel")


def may_revert(parent: QWidget, question: str) -> bool:
    """Whether what is not saved may go."""
    return _agrees(parent, dialogs.revert(), question)


def may_replace_other(parent: QWidget, question: str) -> bool:
    """Whether what somebody else has written may go."""
    return _agrees(parent, dialogs.save(), question)


def picture_path(parent: QWidget, choices: PictureChoices) -> Path | None:
    """Where the person wants a picture, if anywhere; its name ends as a format does, else as that chosen."""
    kinds = [(each, f"*.{each}") for each in sorted(FORMATS, key=lambda each: each != choices.format)]
    title, name = pictures.export(), f"run.{choices.format}"
    path = choosing.to_save(parent, title, name, dialogs.file_kinds(*kinds))
    if path is not None and path.suffix.lower().removeprefix(".") not in FORMATS:
        return _other_name(parent, path, f".{choices.format}")
    return path


def save_report(parent: QWidget, report: Report, say: Say) -> None:
    """Ask for a file and write the report to it, as HTML or, where its name ends so, as PDF."""
    from gdgui.ui.report import SUFFIXES, save

    kinds = dialogs.file_kinds(("report", " ".join(f"*{suffix}" for suffix in SUFFIXES)))
    path = choosing.to_save(parent, report_page.save(), "report.html", kinds)
    if path is not None and path.suffix.lower() not in SUFFIXES:
        path = _other_name(parent, path, ".html")
    if path is not None:
        _write(path, lambda path: save(path, report), say)


def film_path(parent: QWidget, suffixes: Sequence[str]) -> Path | None:
    """Where the person wants a film with one of these suffixes to be, if anywhere."""
    kinds = dialogs.file_kinds(("film", " ".join(f"*{suffix}" for suffix in suffixes)))
    chosen = choosing.to_save(parent, films.title(), f"run{suffixes[0]}", kinds)
    if chosen is None or chosen.suffix.lower() in suffixes:
        return chosen
    path = Path(f"{chosen}{suffixes[0]}")
    return path if _may_replace(parent, path) else None  # the dialog asked for the other name


def _with_suffix(parent: QWidget, chosen: Path | None, suffix: str) -> Path | None:
    """The path with a suffix; None where a file of that name is there, and to stay."""
    if chosen is None or chosen.suffix:
        return chosen
    return _other_name(parent, chosen, suffix)


def _other_name(parent: QWidget, chosen: Path, suffix: str) -> Path | None:
    """The path with a suffix behind it; the dialog asked for another one whether it may be replaced."""
    path = Path(f"{chosen}{suffix}")
    return path if _may_replace(parent, path) else None


def _may_replace(parent: QWidget, path: Path) -> bool:
    """Whether nothing is there, or what is there may go."""
    try:
        is_there = path.exists()
    except (OSError, ValueError):
        return True  # no file can have that name: whoever writes it says so
    return not is_there or _agrees(parent, dialogs.save(), dialogs.replaces(printable(path.name)))


def _agrees(parent: QWidget, title: str, question: str) -> bool:
    """Whether somebody says so: Enter alone replaces nothing."""
    if Qt.mightBeRichText(question):  # a file may be called <b>
        question = Qt.convertFromPlainText(question)
    kinds = QMessageBox.StandardButton
    return QMessageBox.question(parent, title, question, kinds.Yes | kinds.No, kinds.No) == kinds.Yes


def _write(path: Path, write: Callable[[Path], None], say: Say, points: int = 0) -> bool:
    try:
        patiently(lambda: write(path), points)
    except OSError as error:
        say(str(error))
        return False
    say(transfer.saved(printable(path.name)))
    return True
