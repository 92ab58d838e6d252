"""The forecast as the window shows it, and the limit of the learning rate by other means."""

import numpy as np
from PySide6.QtWidgets import QLabel, QPushButton

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import find


def line(window: MainWindow) -> str:
    return find(window, QLabel, "forecast").text()


def remedy(window: MainWindow) -> QPushButton:
    """The one button to a run that arrives."""
    return find(window, QPushButton, "remedyButton")


def limit(dataset: Dataset) -> float:
    x = dataset.x
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    return float(2 / np.linalg.eigvalsh(hessian)[-1])
