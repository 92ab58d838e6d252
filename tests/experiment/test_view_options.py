"""How things are looked at, as one value that can be written down and read back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.experiment.view_options import PLOTS, ViewOptions

numbers = st.floats(allow_nan=False, allow_infinity=False)
ranges = st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1])
steps = st.none() | st.tuples(*[st.floats(0, 1e300, exclude_min=True)] * 2)
options = st.builds(
    ViewOptions,
    logarithmic=st.booleans(),
    residuals=st.booleans(),
    snap=st.booleans(),
    grid_steps=steps,
    data_range=st.tuples(ranges, ranges),
    surface_range=st.tuples(ranges, ranges),
    plots=st.lists(st.sampled_from(PLOTS), min_size=1, unique=True).map(tuple),
)


@given(options)
def test_they_come_back_from_a_file_as_they_were(before: ViewOptions) -> None:
    assert ViewOptions.from_dict(json.loads(json.dumps(before.as_dict()))) == before


@pytest.mark.parametrize(
    "values",
    [
        {"logarithmic": 1},
        {"residuals": "yes"},
        {"colour": "red"},
        {"data_range": [[1, 0], [0, 1]]},
        {"data_range": [[0, float("nan")], [0, 1]]},
        {"data_range": [0, 1]},
        {"data_range": 7},
        {"data_range": [["a", "b"], [0, 1]]},
        {"grid_steps": [0, 1]},
        {"plots": []},
        {"plots": ["data", "sky"]},
    ],
)
def test_what_cannot_be_drawn_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        ViewOptions.from_dict(values)
