"""Draws a run of SGD beside a saved one, with all that can be switched on, into the file it is told."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gdgui.core import Settings, train
from gdgui.experiment.frame import Frame, SavedRun
from gdgui.experiment.run import Run
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.example_datasets import example_datasets
from gdgui.ui.picture import Picture, save
from gdgui.ui.start import prepare
from gdgui.ui.theme import Scale, Style


def main(path: Path) -> None:
    application = QApplication([])
    style = Style(Scale.desk(1.5))
    prepare(application, style)
    points, settings = example_datasets()[0].points(), Settings(algorithm="sgd", batch_size=4, epochs=60)
    trace = train(points.dataset, settings)
    run = Run(1, train(points.dataset, Settings(learning_rate=0.02, epochs=60)), "Run 1", 0)
    beside = SavedRun(run, 20, 60, False)
    frame = Frame(points, settings, trace=trace, cursor=20, target=60, saved=(beside,))
    picture = Picture(frame, ViewOptions(residuals=True), (1200, 700), style)
    save(path, picture, application.devicePixelRatio())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
