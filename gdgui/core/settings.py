"""Everything a run depends on besides the points."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from gdgui.core.algorithms import ALGORITHMS, GRADIENT_DESCENT
from gdgui.core.dataset import LARGEST
from gdgui.core.limits import LARGEST_SEED, MOST_EPOCHS

NUMBERS = (int, float)
WHOLES = (("epochs", 1, MOST_EPOCHS), ("batch_size", 1, math.inf), ("seed", 0, LARGEST_SEED))


class SettingsError(ValueError):
    """A setting that no run can use: `field` names it, `value` is it, from `least` to `most` would do.

    str() is for whoever programs with it; people read what `words/errors.py` makes of the fields.
    """

    def __init__(self, field: str, value: object, least: float = -math.inf, most: float = math.inf) -> None:
        super().__init__(f"{field} cannot be {value!r}")
        self.field, self.value, self.least, self.most = field, value, least, most


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
            raise SettingsError("algorithm", self.algorithm)
        rate = self.learning_rate
        if not (type(rate) in NUMBERS and 0 < rate < math.inf):
            raise SettingsError("learning_rate", rate, 0)
        for name, least, most in WHOLES:
            value = getattr(self, name)
            if not (type(value) is int and least <= value <= most):  # True is no number
                raise SettingsError(name, value, least, most)
        if not isinstance(self.standardise, bool):
            raise SettingsError("standardise", self.standardise)
        for name in ("m", "b"):
            value = getattr(self, name)
            if not (type(value) in NUMBERS and abs(value) <= LARGEST):
                raise SettingsError(name, value, -LARGEST, LARGEST)
