"""What a picture shows and how, seen before it is saved or copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gdgui.ui.dialogs.form import FormDialog
from gdgui.ui.panels.fields import NumberField
from gdgui.ui.picture import Picture
from gdgui.ui.picture_choices import (
    FORMATS,
    LEAST,
    LOOKS,
    MOST,
    MOST_PIXELS,
    PARTS,
    SCALES,
    UNITS,
    PictureChoices,
    Size,
    check_size,
)
from gdgui.ui.theme import Style
from gdgui.words import pictures as words
from gdgui.words.numbers import number

SOON_MS = 120  # after the last change, the preview is drawn
CHOICES = {
    "part": PARTS,
    "format": FORMATS,
    "scale": tuple(map(str, SCALES)),
    "look": LOOKS,
    "unit": tuple(UNITS),
}
CM = UNITS["cm"]

Make = Callable[[PictureChoices], Picture]


class PictureDialog(FormDialog):
    """Shows what would be written. It stays open until it is closed: one frame may be wanted in many ways."""

    changed = Signal(object)  # the PictureChoices
    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(
        self, parent: QWidget, choices: PictureChoices, in_window: Size, make: Make, style: Style
    ) -> None:
        """`in_window` is how large the plots are there, `make` makes the picture that is chosen."""
        super().__init__(parent)
        self.setObjectName("pictureDialog")
        self.setWindowTitle(words.export())
        self.choices = choices
        self._in_window, self._make = in_window, make
        self._boxes: dict[str, QComboBox] = {}
        self.preview = PicturePreview()
        self._measures, self._hint, self._outcome = QLabel(), QLabel(), QLabel()
        self._measures.setProperty("role", "faint")
        for label, name in (
            (self._measures, "pictureMeasures"),
            (self._hint, "fieldHint"),
            (self._outcome, "pictureOutcome"),
        ):
            label.setObjectName(name)
            label.setWordWrap(True)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._draw)
        self._box = self._buttons()
        columns, rows = QHBoxLayout(), QVBoxLayout(self)
        columns.addLayout(self._form())
        columns.addWidget(self.preview, 1)
        rows.addLayout(columns, 1)
        rows.addWidget(self._box)
        self.resize(round(76 * style.scale.controls), round(34 * style.scale.controls))
        self.preview.resized.connect(self._soon.start)
        self.finished.connect(self._soon.stop)
        self.finished.connect(self.deleteLater)
        self._show()

    @property
    def size_chosen(self) -> Size:
        """Width and height in logical pixels."""
        return self.choices.size or self._in_window

    def say(self, words: str) -> None:
        """What became of it: saved, copied, or why not."""
        self._outcome.setText(words)

    # How it is built

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        for name in ("part", "format", "scale"):
            form.addRow(words.field(name), self._choice(name))
        self._sides = [self._side(name) for name in ("width", "height")]
        for name, side in zip(("width", "height"), self._sides, strict=True):
            form.addRow(words.field(name), side)
        form.addRow(words.field("unit"), self._choice("unit"))
        fit = QPushButton(words.as_in_window())
        fit.setObjectName("pictureAsInWindow")
        fit.clicked.connect(lambda: self._take(size=None))
        form.addRow(fit)
        form.addRow(words.field("look"), self._choice("look"))
        self._caption = QCheckBox(words.field("caption"))
        self._caption.setObjectName("pictureCaption")
        self._caption.toggled.connect(lambda is_on: self._take(has_caption=is_on))
        for widget in (self._caption, self._measures, self._hint, self._outcome):
            form.addRow(widget)
        return form

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"picture{name.capitalize()}")
        for value in CHOICES[name]:
            box.addItem(words.choice(name, value), value)
        box.currentIndexChanged.connect(lambda _: self._take_choice(name))
        self._boxes[name] = box
        return box

    def _side(self, name: str) -> NumberField:
        field = NumberField(self._check)
        field.setObjectName(f"picture{name.capitalize()}")
        field.entered.connect(self._take_size)
        field.hinted.connect(self._hint.setText)
        return field

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.ButtonRole
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.setObjectName("buttons")
        for text, name, signal in (
            (words.copy(), "pictureCopy", self.copy_wanted),
            (words.save(), "pictureSave", self.save_wanted),
        ):
            button = box.addButton(text, kinds.ActionRole)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._ask, button, signal))
        box.rejected.connect(self.reject)
        return box

    def _ask(self, button: QPushButton, signal: SignalInstance) -> None:
        """A key that presses a button leaves the field that is being typed in."""
        for side in self._sides:
            side.commit()
        if button.isEnabled():
            signal.emit()

    # What is chosen

    def _check(self, value: float) -> None:
        unit = UNITS[self.choices.unit]
        try:
            check_size(value * unit)
        except ValueError:
            ends = (number(end / unit, 4) for end in (LEAST, MOST))
            raise ValueError(words.size_wanted(*ends)) from None

    def _take_choice(self, name: str) -> None:
        value = self._boxes[name].currentData()
        self._take(**{name: int(value) if name == "scale" else value})

    def _take_size(self) -> None:
        """What stands in the fields; where both are as in the window, they go on with it."""
        width, height = (side.value * UNITS[self.choices.unit] for side in self._sides)
        self._take(size=(width, height))

    def _take(self, **changes: object) -> None:
        choices = replace(self.choices, **changes)  # type: ignore[arg-type]
        if choices != self.choices:
            self.choices = choices
            self._show()
            self.changed.emit(choices)

    def _show(self) -> None:
        """The choices, and soon the picture."""
        choices, size = self.choices, self.size_chosen
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.setCurrentIndex(CHOICES[name].index(str(getattr(choices, name))))
            box.blockSignals(False)
        self._boxes["scale"].setEnabled(choices.format == "png")
        for side, length in zip(self._sides, size, strict=True):
            side.set_value(float(f"{length / UNITS[choices.unit]:.6g}"))
        self._caption.setChecked(choices.has_caption)
        pixels = choices.pixels(size) if choices.format == "png" else None
        wide, high = (number(length / CM, 3) for length in size)
        self._measures.setText(words.measures(wide, high, pixels))
        too_large = choices.format == "png" and choices.is_too_large(size)
        self._hint.setText(words.too_large(choices.pixels(size), MOST_PIXELS) if too_large else "")
        self.say("")
        for name in ("pictureCopy", "pictureSave"):
            button = self._box.findChild(QPushButton, name)
            if button is not None:
                button.setEnabled(not too_large)
        self._soon.start()

    def _draw(self) -> None:
        self.preview.show_picture(self._make(self.choices))


class PicturePreview(QLabel):
    """The picture, as large as it goes; in words for whoever does not see it."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("picturePreview")
        self.setAccessibleName(words.field("preview"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(QSize(360, 240))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_picture(self, picture: Picture) -> None:
        """Draw it anew, as it will be."""
        width, height = picture.size
        fits = min(self.width() / width, self.height() / height) * self.devicePixelRatioF()
        image = picture.image(fits)
        self.setAccessibleDescription(image.text("Description"))
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.setPixmap(QPixmap.fromImage(image))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
