"""Everything a run depends on besides the points."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from gdgui.core.algorithms import ALGORITHMS, GRADIENT_DESCENT
from gdgui.core.dataset import LARGEST
from gdgui.core.limits import LARGEST_SEED, MOST_EPOCHS


class SettingsError(ValueError):
    """A setting that no run can use. `field` names it; the message says what it takes."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Settings:
    """One frozen value behind the controls, the command line and the worker.

    Raises SettingsError (a ValueError) where a value is out of range.
    """

    algorithm: str = GRADIENT_DESCENT.key  # a key of ALGORITHMS
    learning_rate: float = 0.05  # above 0
    epochs: int = 10  # 1 … 1,000,000
    batch_size: int = 1  # samples drawn per epoch, at least 1, by the algorithms that draw any
    m: float = 0.33  # slope at the start
    b: float = 0.48  # intercept at the start
    seed: int = 0  # of the generator that draws these samples
    standardise: bool = False  # train on (x − mean)/deviation; m and b stay in the units of the points

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.generic):
                object.__setattr__(self, field.name, value.item())  # numpy's own numbers count
        if not (isinstance(self.algorithm, str) and self.algorithm in ALGORITHMS):
            known = " or ".join(f"“{key}”" for key in ALGORITHMS)
            raise SettingsError("algorithm", f"The algorithm is {known}, not “{self.algorithm}”.")
        rate = self.learning_rate
        if not (_is_number(rate) and 0 < rate < math.inf):
            raise SettingsError("learning_rate", "The learning rate takes a number above 0, such as 0.05.")
        _whole("epochs", "The number of epochs", self.epochs, 1, MOST_EPOCHS)
        _whole("batch_size", "The batch size", self.batch_size, 1, None)
        _whole("seed", "The seed", self.seed, 0, LARGEST_SEED)
        if not isinstance(self.standardise, bool):
            raise SettingsError("standardise", "Standardise is either on or off.")
        for name, word in (("m", "slope m"), ("b", "intercept b")):
            value = getattr(self, name)
            if not (_is_number(value) and abs(value) <= LARGEST):
                raise SettingsError(name, f"The start {word} takes a number between ±{LARGEST:g}.")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _whole(field: str, words: str, value: object, least: int, most: int | None) -> None:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= (most or math.inf):
        return
    span = f"from {least:,} to {most:,}" if most else f"of at least {least:,}"
    raise SettingsError(field, f"{words} takes a whole number {span}.")
