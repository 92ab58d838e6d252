"""How a film of the run is to be, with a look at its frames before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdgui.experiment.film import Film, usual_step
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import PLOTS, ViewOptions
from gdgui.files.film.kinds import FASTEST, KINDS, LARGEST, LEAST, MOST, can_hold, find_encoder
from gdgui.files.film.mp4 import EncoderError
from gdgui.files.film.timing import Timing
from gdgui.training.task import CooperativeTask
from gdgui.ui.dialogs import ask
from gdgui.ui.dialogs.form import FormDialog
from gdgui.ui.film_choices import FilmChoices, Size
from gdgui.ui.filming import Camera, Estimate, estimate
from gdgui.ui.panels.fields import QuietSlider, WholeField
from gdgui.ui.theme import THEMES, Style
from gdgui.words import films as words
from gdgui.words import window

SIZES: tuple[Size, ...] = ((640, 360), (1280, 720), (1920, 1080))
SHOWN = QSize(480, 270)  # pixels of the frame that is looked at
SOON_MS = 300  # after the last change it is measured how large the film will be


class FilmDialog(FormDialog):
    """Shows a frame of the film as it is chosen. `wanted` carries the path of its file, and what draws it."""

    wanted = Signal(object, object)

    def __init__(
        self, parent: QWidget, frame: Frame, options: ViewOptions, choices: FilmChoices, style: Style
    ) -> None:
        """`frame` and `options` are what is shown now, `choices` those made last."""
        super().__init__(parent)
        self.setObjectName("filmDialog")
        self.setWindowTitle(words.title())
        self._frame, self._options, self._theme = frame, options, style.theme
        self.choices = choices
        self._camera: Camera | None = None
        self._task = CooperativeTask(self)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._measure)
        self._form = QFormLayout()
        self._add_stretch()
        self._add_looks()
        columns = QHBoxLayout()
        columns.addLayout(self._form)
        columns.addLayout(self._preview(), 1)
        rows = QVBoxLayout(self)
        rows.addLayout(columns, 1)
        rows.addWidget(self._hint)
        rows.addWidget(self._buttons())
        self.finished.connect(self._end)
        self._mark_missing_encoder()
        self._renew()

    # What can be chosen

    def _add_stretch(self) -> None:
        done = self._frame.done
        self._hint = QLabel()
        self._hint.setObjectName("fieldHint")
        self._hint.setWordWrap(True)
        self._first = self._whole("first", (0, done), 0)
        self._last = self._whole("last", (0, done), done)
        self._every = self._whole("every", (1, max(1, done)), usual_step(0, done))
        self._per_second = self._whole("perSecond", (1, FASTEST), self.choices.per_second)
        for field in (self._first, self._last):
            field.valueChanged.connect(self._suggest_step)
        for field in (self._every, self._per_second):
            field.valueChanged.connect(self._renew)

    def _add_looks(self) -> None:
        choices = self.choices
        self._kind = self._box("kind", [(name, words.kind(name)) for name in KINDS], choices.kind)
        sizes: list[tuple[object, str]] = [(size, words.size(*size)) for size in SIZES]
        chosen = choices.size if choices.size in SIZES else None
        self._size = self._box("size", [*sizes, (None, words.own_size())], chosen)
        self._own = [WholeField(low, high) for low, high in zip(LEAST, MOST, strict=True)]
        row = QHBoxLayout()
        for field, name, value in zip(self._own, ("width", "height"), choices.size, strict=True):
            self._prepare(field, name, value)
            field.valueChanged.connect(self._renew)
            row.addWidget(field)
        self._own[1].setAccessibleName(words.part("height"))
        self._form.addRow(words.part("own"), row)
        self._own_row = self._form.rowCount() - 1
        themes = [(name, words.theme(name)) for name in ("window", *THEMES)]
        self._theme_box = self._box("theme", themes, choices.theme)
        plots = [("view", words.plots_in_view()), *((name, window.plot_title(name)) for name in PLOTS)]
        self._plots = self._box("plots", plots, choices.plots)
        self._loops = QCheckBox(words.part("loops"))
        self._loops.setObjectName("loopsFilm")
        self._loops.setChecked(choices.loops)
        self._loops.toggled.connect(self._renew)
        self._form.addRow(self._loops)

    def _whole(self, name: str, ends: tuple[int, int], value: int) -> WholeField:
        field = WholeField(*ends)
        self._prepare(field, name, value)
        self._form.addRow(words.part(name), field)
        return field

    def _prepare(self, field: WholeField, name: str, value: int) -> None:
        field.setObjectName(f"{name}Film")
        field.setValue(value)
        field.hinted.connect(self._hint.setText)

    def _box(self, name: str, entries: Sequence[tuple[object, str]], chosen: object) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"{name}Film")
        for value, text in entries:
            box.addItem(text, value)
        box.setCurrentIndex([value for value, _ in entries].index(chosen))
        box.currentIndexChanged.connect(self._renew)
        self._form.addRow(words.part(name), box)
        return box

    def _mark_missing_encoder(self) -> None:
        """The choice is there, and says why it cannot be made."""
        if find_encoder() is not None:
            return
        at, model = self._kind.findData("mp4"), self._kind.model()
        assert isinstance(model, QStandardItemModel)
        model.item(at).setEnabled(False)
        self._kind.setItemText(at, words.no_encoder())
        if self._kind.currentIndex() == at:
            self._kind.setCurrentIndex(0)

    # What is shown of it

    def _preview(self) -> QVBoxLayout:
        self.picture = QLabel()
        self.picture.setObjectName("filmPreview")
        self.picture.setMinimumSize(SHOWN)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._slider = QuietSlider(0, 0)
        self._slider.setObjectName("filmSlider")
        self._slider.setAccessibleName(words.part("preview"))
        self._slider.valueChanged.connect(self._show_frame)
        self._epoch = QLabel()
        self._epoch.setObjectName("filmEpoch")
        self._length, self._estimate = QLabel(), QLabel()
        self._length.setObjectName("filmLength")
        self._estimate.setObjectName("filmEstimate")
        column = QVBoxLayout()
        column.addWidget(self.picture, 1)
        for widget in (self._slider, self._epoch, self._length, self._estimate):
            column.addWidget(widget)
        return column

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        box.setObjectName("buttons")
        self._ok = box.button(kinds.Ok)
        self._ok.setText(words.export())
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        return box

    def _suggest_step(self) -> None:
        """Of another stretch as few epochs are left out as make a film of the usual length."""
        if self._first.value() <= self._last.value():
            self._every.setValue(usual_step(self._first.value(), self._last.value()))
        self._renew()

    def _renew(self, *_: object) -> None:
        """Something is chosen: look at that film."""
        self._task.cancel()
        size = self._size.currentData()
        self._form.setRowVisible(self._own_row, size is None)
        first, last = self._first.value(), self._last.value()
        self._hint.setText(words.ends_too_early() if first > last else "")
        self._ok.setEnabled(first <= last)
        if first > last:
            self._estimate.clear()
            return
        width, height = (field.value() for field in self._own)
        self.choices = FilmChoices(
            self._kind.currentData(),
            (width, height) if size is None else (size[0], size[1]),
            self._per_second.value(),
            self._theme_box.currentData(),
            self._plots.currentData(),
            self._loops.isChecked(),
        )
        self._load(Film(self._frame, first, last, self._every.value()))

    def _load(self, film: Film) -> None:
        if self._camera is None:
            self._camera = Camera(film, self.choices, self._options, self._theme)
        self._camera.load(film, self.choices)
        timing = Timing(len(film), self.choices.per_second)
        self._length.setText(words.how_long(len(film), timing.seconds))
        self._estimate.setText(words.measuring())
        self._slider.setRange(0, len(film) - 1)
        self._show_frame()
        self._soon.start()

    def _show_frame(self, *_: object) -> None:
        if self._camera is not None:
            k = self._slider.value()
            modes = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(self._camera.picture(k).scaled(SHOWN, *modes))
            self._epoch.setText(words.at_epoch(self._camera.film.epoch(k)))

    def _measure(self) -> None:
        if self._camera is not None:
            self._task.start(estimate(self._camera), self._show_estimate, self._tell_failed)

    def _show_estimate(self, found: Estimate) -> None:
        kind = self.choices.kind
        self._estimate.setText(words.how_large(found.bytes, found.seconds))
        if not can_hold(kind, found.bytes):
            self._hint.setText(words.not_measured(words.cannot_hold(kind, LARGEST[kind])))
            self._ok.setEnabled(False)

    def _tell_failed(self, error: Exception) -> None:
        if not isinstance(error, (EncoderError, OSError)):
            raise error
        self._estimate.setText(words.not_measured(str(error)))

    def _accept(self) -> None:
        """Ask where to; the dialog stays where that is nowhere."""
        path = ask.film_path(self, KINDS[self.choices.kind])
        if path is not None and self._camera is not None:
            self._task.cancel()
            camera, self._camera = self._camera, None  # whoever wants it puts it away
            self.wanted.emit(path, camera)
            self.accept()

    def _end(self) -> None:
        self._soon.stop()
        self._task.cancel()
        if self._camera is not None:
            self._camera.close()
            self._camera = None
        self.deleteLater()
