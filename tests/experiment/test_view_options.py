"""How things are looked at: what cannot be drawn is no such value."""

from __future__ import annotations

import math
from typing import Any

import pytest

from gdgui.experiment.view_options import ViewOptions


@pytest.mark.parametrize(
    "values",
    [
        {"data_range": ((1, 0), (0, 1))},
        {"data_range": ((0, 1), (2, 2))},
        {"data_range": ((0, math.nan), (0, 1))},
        {"surface_range": ((0, 1), (0, math.inf))},
        {"grid_steps": (0, 1)},
        {"grid_steps": (1, math.inf)},
        {"plots": ()},
        {"plots": ("data", "sky")},
    ],
)
def test_what_cannot_be_drawn_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        ViewOptions(**values)
