"""The mathematics: simple linear regression by gradient descent, on numpy alone."""

from gdgui.core.algorithms.step import gradient_step
from gdgui.core.dataset import Dataset
from gdgui.core.engine import Descent, first_batch, train
from gdgui.core.reference import SGD, gradient_descent
from gdgui.core.regression import LeastSquares, gradient, least_squares, mse
from gdgui.core.settings import Settings, SettingsError
from gdgui.core.trace import Outcome, Segment, Trace

__all__ = [
    "SGD",
    "Dataset",
    "Descent",
    "LeastSquares",
    "Outcome",
    "Segment",
    "Settings",
    "SettingsError",
    "Trace",
    "first_batch",
    "gradient",
    "gradient_descent",
    "gradient_step",
    "least_squares",
    "mse",
    "train",
]
