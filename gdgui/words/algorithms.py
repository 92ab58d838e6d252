"""What algorithms are called. A newcomer's names are those of its entry until they are marked here."""

from __future__ import annotations

from gdgui.core.algorithms import Algorithm
from gdgui.words.translation import marked, tr

NAMES = (
    *(marked("gradient descent"), marked("Gradient descent")),
    *(marked("SGD"), marked("Stochastic (SGD)")),
)
"""Names and labels of the entries of `ALGORITHMS`, for pyside6-lupdate to find."""


def name(algorithm: Algorithm) -> str:
    """Within a sentence."""
    return tr(algorithm.name)


def label(algorithm: Algorithm) -> str:
    """On a button."""
    return tr(algorithm.label)


def tip(algorithm: Algorithm) -> str:
    """What the button of an algorithm says of it."""
    if algorithm.is_stochastic:
        return tr("Every epoch uses only a few points drawn at random: cheap, but jumpy.")
    return tr("Every epoch uses all points: the exact gradient.")
