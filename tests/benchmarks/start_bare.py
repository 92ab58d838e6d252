"""The floor of a start: PySide6 and pyqtgraph, one window, three plots, nothing else."""

from __future__ import annotations

import sys

import pyqtgraph as pg
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from tests.benchmarks.first_paint import run_until_painted


def main() -> int:
    application = QApplication(sys.argv)
    pg.setConfigOptions(antialias=True)
    window = QMainWindow()
    central = QWidget()
    row = QHBoxLayout(central)
    for _ in range(3):
        plot = pg.PlotWidget()
        plot.plot([0.1, 0.4, 0.6, 0.9], [0.2, 0.5, 0.5, 0.8])
        row.addWidget(plot)
    window.setCentralWidget(central)
    window.resize(application.primaryScreen().availableSize().boundedTo(QSize(1280, 720)))
    window.show()
    return run_until_painted()


if __name__ == "__main__":
    sys.exit(main())
