"""Points made by a recipe, seen before they are taken."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.core.generator import (
    DISTRIBUTIONS,
    MOST_POINTS,
    Recipe,
    RecipeError,
    check_field,
    generate,
)
from gdgui.ui.dialogs.form import FormDialog
from gdgui.ui.panels.fields import NumberField, WholeField
from gdgui.ui.theme import Style
from gdgui.ui.views.preview import Preview
from gdgui.words import dialogs
from gdgui.words.errors import distribution, sentence

NUMBERS = ("slope", "intercept", "noise", "low", "high", "outliers")


class GeneratorDialog(FormDialog):
    """Shows the points of the recipe as it is typed; `accepted` means that they are wanted."""

    wanted = Signal(object)  # the Recipe

    def __init__(self, parent: QWidget, recipe: Recipe, style: Style) -> None:
        super().__init__(parent)
        self.setWindowTitle(dialogs.generate_points())
        self.recipe = recipe
        self._values: dict[str, float | str] = vars(recipe).copy()
        self.preview = Preview(style)
        self._hint = QLabel()
        self._hint.setObjectName("fieldHint")
        self._hint.setWordWrap(True)
        columns = QHBoxLayout()
        columns.addLayout(self._fields())
        columns.addWidget(self.preview, 1)
        buttons = QDialogButtonBox.StandardButton
        self._box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self._box.button(buttons.Ok).setText(dialogs.use_these_points())
        self._box.setObjectName("buttons")
        self._box.accepted.connect(self._accept)
        self._box.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addLayout(columns, 1)
        rows.addWidget(self._hint)
        rows.addWidget(self._box)
        self.resize(round(62 * style.scale.controls), round(34 * style.scale.controls))
        self.finished.connect(self.deleteLater)
        self._show()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.preview.apply(style)

    def _fields(self) -> QFormLayout:
        form = QFormLayout()
        self._n = self._whole(form, "n", MOST_POINTS)
        self._numbers: dict[str, NumberField] = {}
        for name in NUMBERS:
            field = NumberField(partial(check_field, name))
            field.setObjectName(f"{name}Recipe")
            field.set_value(getattr(self.recipe, name))
            field.entered.connect(partial(self._take, name))
            field.hinted.connect(self._hint.setText)
            form.addRow(dialogs.recipe_field(name), field)
            self._numbers[name] = field
        self._distribution = QComboBox()
        self._distribution.setObjectName("distributionRecipe")
        for each in DISTRIBUTIONS:
            self._distribution.addItem(distribution(each), each)
        self._distribution.setCurrentIndex(DISTRIBUTIONS.index(self.recipe.distribution))
        self._distribution.currentIndexChanged.connect(self._take_distribution)
        form.addRow(dialogs.recipe_field("distribution"), self._distribution)
        self._seed = self._whole(form, "seed", 2**31 - 1)
        another = QPushButton(dialogs.another_seed())
        another.clicked.connect(self._next_seed)
        form.addRow(another)
        return form

    def _whole(self, form: QFormLayout, name: str, most: int) -> WholeField:
        field = WholeField(1 if name == "n" else 0, most)
        field.setObjectName(f"{name}Recipe")
        field.setValue(getattr(self.recipe, name))
        field.valueChanged.connect(partial(self._take, name))
        field.hinted.connect(self._hint.setText)
        form.addRow(dialogs.recipe_field(name), field)
        return field

    def _next_seed(self) -> None:
        self._seed.setValue(self._seed.value() + 1)

    def _take_distribution(self, at: int) -> None:
        self._take("distribution", DISTRIBUTIONS[at])

    def _take(self, name: str, value: float | str) -> None:
        """A value by itself is good; it may not fit the others yet."""
        self._values[name] = value
        values: dict[str, Any] = self._values
        try:
            self.recipe = Recipe(**values)
        except RecipeError as error:
            self._hint.setText(sentence(error))
        else:
            self._hint.setText("")
            self._show()
        self._box.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not self._hint.text())

    def _show(self) -> None:
        recipe = self.recipe
        self.preview.show_points(generate(recipe), (recipe.slope, recipe.intercept))

    def _accept(self) -> None:
        for number in self._numbers.values():
            number.commit()
        for whole in (self._n, self._seed):
            whole.commit()
        if self._hint.text():
            return
        self.wanted.emit(self.recipe)
        self.accept()
