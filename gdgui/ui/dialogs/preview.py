"""What was understood of a table, before anything is replaced."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdgui.files.dialect import Dialect
from gdgui.files.numbers import in_short, quoted
from gdgui.files.table import Table, sample_rows
from gdgui.ui.dialogs.dialect_form import DialectForm
from gdgui.ui.dialogs.doubt import DoubtPanel
from gdgui.ui.theme import Style
from gdgui.ui.views.preview import Preview
from gdgui.words import dialogs
from gdgui.words.reading import left_out, unreadable

MOST_TOLD = 3  # rows left out that are named
MOST_NAMES = 6  # of columns
ROWS_SHOWN = 5


class PreviewDialog(QDialog):
    """Shows the points of two columns. Whoever hears what else is wanted gives the dialog another table."""

    dialect_wanted = Signal(object)  # Dialect
    wanted = Signal(object)  # the Table, when it is accepted

    def __init__(self, parent: QWidget, table: Table, name: str, verb: str, style: Style) -> None:
        super().__init__(parent)
        self.setWindowTitle(dialogs.preview_title(verb, name))
        self._summary = _label("understood")
        self._rows = QLabel()
        self._rows.setObjectName("firstRows")
        self._complaint = _label("fieldHint")
        self._leave_out = QCheckBox()
        self._leave_out.setObjectName("leaveOut")
        self._leave_out.toggled.connect(self._judge)
        self._preview = Preview(style)
        self._form = DialectForm()
        self._form.wanted.connect(self._ask_for)
        self._doubt = DoubtPanel()
        self._doubt.chosen.connect(self._ask_for)
        buttons = QDialogButtonBox.StandardButton
        self._box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self._box.button(buttons.Ok).setText(verb)
        self._box.setObjectName("buttons")
        self._box.accepted.connect(self._accept)
        self._box.rejected.connect(self.reject)
        self._lay_out()
        self.resize(round(66 * style.scale.controls), round(46 * style.scale.controls))
        self._rows.setFont(style.scale.control_font())
        self.finished.connect(self.deleteLater)
        self.show_table(table)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._rows.setFont(style.scale.control_font())
        self._preview.apply(style)

    def show_table(self, table: Table) -> None:
        """Show this reading of the same text."""
        self._table, self._refused = table, False
        found = table.found
        self._form.show_table(table)
        self._summary.setText(_summary(table))
        self._rows.setText(_first_rows(table))
        self._complaint.setText(_complaints(table))
        self._complaint.setVisible(bool(found.complaints))
        self._leave_out.setText(dialogs.leave_out(unreadable(found.bad)))
        self._leave_out.setVisible(found.bad > 0)
        self._leave_out.setChecked(False)
        self._preview.name_axis("bottom", table.points.x_name)
        self._preview.name_axis("left", table.points.y_name)
        self._preview.show_points(table.points.dataset)
        # Which columns are meant is asked by the form.
        self._doubts = [each for each in table.doubts if each.about != "columns"]
        self._doubt.ask(self._doubts[0] if self._doubts else None)
        self._judge()

    def say(self, complaint: str) -> None:
        """What is wrong with the reading that was asked for."""
        self._complaint.setText(complaint)
        self._complaint.show()
        self._judge()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._summary)
        left.addWidget(self._doubt)
        left.addWidget(self._form)
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

    def _ask_for(self, dialect: Dialect) -> None:
        self._refused = True  # until it is there
        self._judge()
        self.dialect_wanted.emit(dialect)

    def _judge(self) -> None:
        good = not self._refused and not self._doubts
        good = good and (self._table.found.bad == 0 or self._leave_out.isChecked())
        self._box.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)

    def _accept(self) -> None:
        self.wanted.emit(self._table)
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        super().closeEvent(event)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a column may be called <b>
    return label


def _summary(table: Table) -> str:
    layout, found = table.layout, table.found
    names = ", ".join(quoted(name) for name in layout.header[:MOST_NAMES])
    names += ", …" if len(layout.header) > MOST_NAMES else ""
    above = [each.row for each in layout.above if each.row]
    out = left_out(found.missing, above, table.label, blank=found.blank, comments=found.comments)
    return dialogs.summary(len(table.points.dataset), names, out)


def _complaints(table: Table) -> str:
    found = table.found
    told = [dialogs.complaint(str(each)) for each in found.complaints[:MOST_TOLD]]
    more = found.bad - len(told)
    return "\n".join([*told, dialogs.more_rows(more)] if more > 0 else told)


def _first_rows(table: Table) -> str:
    """The first rows as they stand in the file, and what they are read as."""
    x_name, y_name = map(_plain, table.points.names)
    rows = [f"<tr><td><b>{x_name}</b></td><td><b>&nbsp;{y_name}</b></td></tr>"]
    for cells in sample_rows(table, ROWS_SHOWN):
        x, y = map(table.layout.style.value, cells)
        read = dialogs.left_out() if x is None or y is None else f"{x:.12g}, {y:.12g}"
        written = f"<td>{_plain(cells[0])}</td><td>&nbsp;{_plain(cells[1])}</td>"
        rows.append(f"<tr>{written}<td>&nbsp;→&nbsp;{read}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _plain(text: str) -> str:
    return in_short(text).replace("&", "&amp;").replace("<", "&lt;")
