"""A forecast, an advice and a verdict for whatever a coordinate, a start and a rate may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gdgui.core import Dataset, Settings, train
from gdgui.core.theory import advise_after, forecast, has_arrived
from gdgui.words.advice import advice_button, advice_sentence
from gdgui.words.forecast import forecast_sentence
from gdgui.words.verdict import verdict

SIZES = [0.0, 1.0, -1.0, 5.0, 1e-300, 6e-162, 1e-160, 1e-50, 1e-20, 1e6, 1e20, 1e49, 1e50, -1e50, 2000.0]
size = st.sampled_from(SIZES)


@hypothesis_settings(deadline=None, max_examples=60)
@given(
    points=st.lists(st.tuples(size, size), min_size=1, max_size=5),
    start=st.tuples(size, size),
    power=st.integers(-300, 300) | st.integers(-8, 2),
    algorithm=st.sampled_from(("gd", "sgd")),
    standardise=st.booleans(),
)
def test_there_are_words_for_every_run(
    points: list[tuple[float, float]],
    start: tuple[float, float],
    power: int,
    algorithm: str,
    standardise: bool,
) -> None:
    dataset = Dataset(*zip(*points, strict=True))
    settings = Settings(algorithm, 10.0**power, 10, 1, *start, standardise=standardise)
    theory, trace = forecast(dataset, settings), train(dataset, settings)
    advice = advise_after(trace, theory)
    assert (advice is None) == has_arrived(trace)
    words = [forecast_sentence(theory), verdict(trace, theory)]
    words += [advice_button(advice, settings), advice_sentence(advice, settings)] if advice else []
    for each in words:
        assert each
        for bad in ("nan", "inf ", "None"):
            assert bad not in each


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_points_whose_squares_are_nothing_have_arrived(algorithm: str) -> None:
    dataset = Dataset([0.0, 1.0], [1e-160, 1e-300])
    theory = forecast(dataset, Settings(algorithm, m=0, b=0))
    assert theory.arrives
