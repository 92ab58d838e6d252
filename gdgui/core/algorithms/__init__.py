"""The algorithms. Everything else in the program learns of them here, and tells none from another by name.

A new one is a file beside `gd.py` that describes it as an `Algorithm`, and one line in `ALGORITHMS`.
"""

from gdgui.core.algorithms.algorithm import Algorithm, Rates, Stretch, Theory, Zone
from gdgui.core.algorithms.gd import GRADIENT_DESCENT
from gdgui.core.algorithms.given import TrainingSettings
from gdgui.core.algorithms.sgd import STOCHASTIC

ALGORITHMS: dict[str, Algorithm] = {
    each.key: each
    for each in (
        GRADIENT_DESCENT,
        STOCHASTIC,
    )
}
"""By their keys, in the order in which they are offered; `Settings.algorithm` is one of the keys."""

__all__ = [
    "ALGORITHMS",
    "GRADIENT_DESCENT",
    "STOCHASTIC",
    "Algorithm",
    "Rates",
    "Stretch",
    "Theory",
    "TrainingSettings",
    "Zone",
]
