"""What was understood of a table, before anything is replaced."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdgui.files.numbers import parse_number, quoted
from gdgui.files.table import Columns, Table, looks_like_thousands, sample_rows
from gdgui.ui.plots.preview import Preview
from gdgui.ui.theme import Look
from gdgui.words.numbers import number
from gdgui.words.report import counted

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", " ": "blanks"}
DECIMALS = {"": "whole numbers", ".": "decimal point", ",": "decimal comma"}
MOST_TOLD = 5  # rows left out that are named
ROWS_SHOWN = 8


class PreviewDialog(QDialog):
    """Shows the points of two columns; other columns are asked for, and the dialog is given their table."""

    columns_wanted = Signal(object)  # Columns
    wanted = Signal(object)  # the Table, when it is accepted

    def __init__(self, parent: QWidget, table: Table, name: str, verb: str, look: Look) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{verb} {name}")
        self._summary = QLabel()
        self._summary.setObjectName("understood")
        self._rows = QLabel()
        self._rows.setObjectName("firstRows")
        self._rows.setFont(look.scale.control_font())
        self._complaint = QLabel()
        self._complaint.setObjectName("fieldHint")
        for label in (self._summary, self._complaint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a column may be called <b>
        self._leave_out = QCheckBox()
        self._leave_out.setObjectName("leaveOut")
        self._leave_out.toggled.connect(self._judge)
        self._preview = Preview(look)
        self._choices = [self._choice(name, table) for name in ("xColumn", "yColumn")]
        buttons = QDialogButtonBox.StandardButton
        self._box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self._box.button(buttons.Ok).setText(verb)
        self._box.setObjectName("buttons")
        self._box.accepted.connect(self._accept)
        self._box.rejected.connect(self.reject)
        self._lay_out()
        self.resize(round(64 * look.scale.controls), round(38 * look.scale.controls))
        self.finished.connect(self.deleteLater)
        self.show_table(table)
        for choice in self._choices:
            choice.currentIndexChanged.connect(self._on_choice)

    def show_table(self, table: Table) -> None:
        """Show these two columns of the same file."""
        self._table, self._refused = table, False
        self._summary.setText(_summary(table))
        self._rows.setText(_first_rows(table))
        first = table.complaints[0] if table.complaints else None
        self._complaint.setText(_complaints(table))
        self._complaint.setVisible(first is not None)
        self._leave_out.setText(f"Leave out {counted(table.bad, 'row')} that cannot be read")
        self._leave_out.setVisible(table.bad > 0)
        self._leave_out.setChecked(False)
        self._preview.name_axis("bottom", table.points.x_name)
        self._preview.name_axis("left", table.points.y_name)
        self._preview.show_points(table.points.dataset)
        for choice, column in zip(self._choices, table.columns, strict=True):
            choice.blockSignals(True)
            choice.setCurrentIndex(choice.findData(column))
            choice.blockSignals(False)
        self._judge()

    def say(self, complaint: str) -> None:
        """What is wrong with the columns chosen."""
        self._complaint.setText(complaint)
        self._complaint.show()
        self._judge()

    def _choice(self, object_name: str, table: Table) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(object_name)
        choice.setAccessibleName(f"Column of {object_name[0]}")
        layout = table.layout
        columns = sorted({*layout.numeric, *table.columns})
        for column in columns:
            choice.addItem(layout.name(column), column)
        choice.setEnabled(len(columns) > 2 or layout.width == 2)
        return choice

    def _lay_out(self) -> None:
        form = QFormLayout()
        for axis, choice in zip("xy", self._choices, strict=True):
            form.addRow(f"&{axis} is", choice)
        left = QVBoxLayout()
        left.addWidget(self._summary)
        left.addLayout(form)
        left.addWidget(self._rows)
        left.addStretch(1)
        left.addWidget(self._complaint)
        left.addWidget(self._leave_out)
        columns = QHBoxLayout()
        columns.addLayout(left, 2)
        columns.addWidget(self._preview, 3)
        rows = QVBoxLayout(self)
        rows.addLayout(columns, 1)
        rows.addWidget(self._box)

    def _on_choice(self) -> None:
        columns: Columns = (self._choices[0].currentData(), self._choices[1].currentData())
        self._refused = True  # until they are there
        self._judge()
        self.columns_wanted.emit(columns)

    def _judge(self) -> None:
        good = not self._refused and (self._table.bad == 0 or self._leave_out.isChecked())
        self._box.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)

    def _accept(self) -> None:
        self.wanted.emit(self._table)
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        super().closeEvent(event)


def _summary(table: Table) -> str:
    layout = table.layout
    header = f"header: {', '.join(map(quoted, layout.header[:6]))}" if layout.header else "no header"
    parts = [
        counted(len(table.points.dataset), "point"),
        f"columns separated by {DELIMITERS[layout.delimiter]}",
        DECIMALS[table.decimal],
        header,
    ]
    left_out = [
        counted(table.blank, "blank line") if table.blank else "",
        counted(table.comments, "comment") if table.comments else "",
        *(f"row {each.row} above the numbers ({each.text})" for each in layout.skipped[:3]),
    ]
    words = "; ".join(parts) + "."
    doubtful = looks_like_thousands(table)
    if doubtful:
        words += f" Is that right? {quoted(doubtful)} was read as {number(parse_number(doubtful), 9)}."
    if any(left_out):
        words += f" Left out: {', '.join(each for each in left_out if each)}."
    return words


def _complaints(table: Table) -> str:
    told = [f"{str(each)[0].upper()}{str(each)[1:]}." for each in table.complaints[:MOST_TOLD]]
    more = table.bad - len(told)
    return "\n".join(told) + (f"\n… and {counted(more, 'row')} more." if more > 0 else "")


def _first_rows(table: Table) -> str:
    """The first rows as they stand in the file, in two columns."""
    rows = [table.points.names, *sample_rows(table, ROWS_SHOWN)]
    cells = (f"<td>{_plain(x)}</td><td>&nbsp;&nbsp;{_plain(y)}</td>" for x, y in rows)
    head, *body = (f"<tr>{each}</tr>" for each in cells)
    return f"<table><b>{head}</b>{''.join(body)}</table>"


def _plain(text: str) -> str:
    return quoted(text)[1:-1].replace("&", "&amp;").replace("<", "&lt;")
