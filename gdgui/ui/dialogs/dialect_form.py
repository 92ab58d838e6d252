"""How a text is written: what was found, and what a person says instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from gdgui.files.columns import offered
from gdgui.files.dialect import DECIMAL_NAMES, DELIMITER_NAMES, THOUSANDS_NAMES, Dialect
from gdgui.files.encoding import ENCODINGS
from gdgui.files.numbers import in_short
from gdgui.files.table import Table
from gdgui.words import dialogs
from gdgui.words.tables import sign_name, thousands_name

MOST_SKIPPED = 999
COLUMNS = ("xColumn", "yColumn")


class DialectForm(QWidget):
    """A field for each part of a dialect. What is changed is said from then on; the rest is found again."""

    wanted = Signal(object)  # Dialect

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialect = Dialect()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.sheet = self._choice("sheet", {})
        self.encoding = self._choice("encoding", {name: name for name in ENCODINGS})
        self.delimiter = self._choice("delimiter", {sign: sign_name(sign) for sign in DELIMITER_NAMES})
        self.decimal = self._choice("decimal", {sign: sign_name(sign) for sign in DECIMAL_NAMES})
        self.thousands = self._choice("thousands", {sign: thousands_name(sign) for sign in THOUSANDS_NAMES})
        self.skip = QSpinBox()
        self.skip.setObjectName("skipRows")
        self.skip.setRange(0, MOST_SKIPPED)
        self.skip.setKeyboardTracking(False)
        self.skip.valueChanged.connect(self._say_skip)
        self._form.addRow(dialogs.part("skipRows"), self.skip)
        self.columns = tuple(self._choice(name, {}) for name in COLUMNS)

    def show_table(self, table: Table) -> None:
        """Show how this table was read."""
        self._dialect = table.dialect
        layout = table.layout
        _fill(self.sheet, {name: in_short(name) for name in table.sheets}, table.sheet)
        self._form.setRowVisible(self.sheet, bool(table.sheets))
        _show(self.encoding, table.encoding)
        self._form.setRowVisible(self.encoding, bool(table.encoding))  # a pasted text has none
        _show(self.delimiter, layout.delimiter)
        self._form.setRowVisible(self.delimiter, not table.sheets)  # cells are apart already
        _show(self.decimal, layout.style.decimal)
        _show(self.thousands, layout.style.thousands)
        self.skip.blockSignals(True)
        self.skip.setValue(layout.row - 1)
        self.skip.blockSignals(False)
        columns = sorted({*offered(layout), *layout.numeric, *table.columns})
        for choice, column in zip(self.columns, table.columns, strict=True):
            _fill(choice, {each: layout.name(each) for each in columns}, column)

    def _choice(self, name: str, entries: dict[Any, str]) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, shown in entries.items():
            choice.addItem(shown, value)
        words = dialogs.part(name)
        self._form.addRow(words, choice)
        choice.setAccessibleName(words.replace("&", ""))
        say: Callable[[], None] = self._say_columns if name in COLUMNS else lambda: self._say(name)
        choice.currentIndexChanged.connect(say)
        return choice

    def _say(self, name: str) -> None:
        value = {
            "sheet": self.sheet,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "decimal": self.decimal,
            "thousands": self.thousands,
        }[name].currentData()
        dialect = self._dialect._replace(**{name: value})
        if name in ("sheet", "encoding", "delimiter"):
            dialect = dialect._replace(columns=None)  # there are others now
        if name == "sheet":
            dialect = dialect._replace(skip_rows=None)
        if name == "decimal" and dialect.thousands == value:
            dialect = dialect._replace(thousands=None)
        if name == "thousands" and dialect.decimal == value:
            dialect = dialect._replace(decimal=None)
        self._want(dialect)

    def _say_skip(self, rows: int) -> None:
        self._want(self._dialect._replace(skip_rows=rows))

    def _say_columns(self) -> None:
        x, y = (choice.currentData() for choice in self.columns)
        self._want(self._dialect._replace(columns=(x, y)))

    def _want(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self.wanted.emit(dialect)


def _fill(choice: QComboBox, entries: Mapping[Any, str], current: object) -> None:
    """Offer these, and show this one."""
    choice.blockSignals(True)
    choice.clear()
    for value, shown in entries.items():
        choice.addItem(shown, value)
    choice.setCurrentIndex(choice.findData(current))
    choice.blockSignals(False)


def _show(choice: QComboBox, value: str) -> None:
    choice.blockSignals(True)
    if choice.findData(value) < 0:  # one from the command line
        choice.addItem(value, value)
    choice.setCurrentIndex(choice.findData(value))
    choice.blockSignals(False)
