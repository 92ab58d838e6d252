"""The samples of SGD: what `rng.integers(0, n, batch_size)` gives epoch by epoch, however they are taken."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core.algorithms.draws import Draws, Indices


def drawn_by_epoch(seed: int, n: int, batch_size: int, epochs: int) -> list[list[int]]:
    rng = np.random.default_rng(seed)
    return [rng.integers(0, n, batch_size).tolist() for _ in range(epochs)]


def take(draws: Draws, epochs: int) -> list[list[int]]:
    taken: list[list[int]] = []
    while len(taken) < epochs:
        block: Indices = draws.take(epochs - len(taken))
        assert 1 <= len(block) <= epochs - len(taken)
        taken += block.tolist()
    return taken


@given(
    st.integers(0, 2**31 - 1),
    st.integers(1, 300),
    st.integers(1, 200),
    st.lists(st.integers(1, 150), min_size=1, max_size=6),
)
def test_any_blocks_of_epochs_draw_what_epoch_by_epoch_draws(
    seed: int, n: int, batch_size: int, blocks: list[int]
) -> None:
    draws = Draws(np.random.default_rng(seed), n, batch_size)

    taken = [epoch for block in blocks for epoch in take(draws, block)]

    assert taken == drawn_by_epoch(seed, n, batch_size, sum(blocks))


# An odd batch size leaves half a 64-bit number in the generator between epochs; 7,000 and 70,000 do not
# fit into one call with many or any other epochs; a single point needs no random numbers at all.
@pytest.mark.parametrize(
    ("n", "batch_size", "epochs"),
    [(10, 1, 9000), (10, 2, 4200), (7, 3, 4200), (10, 65, 200), (1, 5, 200), (4, 7_000, 70), (3, 70_000, 3)],
)
def test_every_epoch_can_be_drawn_again(n: int, batch_size: int, epochs: int) -> None:
    expected = drawn_by_epoch(5, n, batch_size, epochs)
    draws = Draws(np.random.default_rng(5), n, batch_size)
    take(draws, epochs)

    every = range(0, epochs, max(1, epochs // 100))
    assert [draws.of_epoch(epoch).tolist() for epoch in every] == expected[:: every.step]
    assert draws.of_epoch(epochs - 1).tolist() == expected[-1]
    assert draws.of_epoch(0).shape == (batch_size,)


@given(
    st.integers(1, 100), st.integers(1, 100), st.lists(st.integers(0, 249), min_size=1, max_size=5), st.data()
)
def test_epochs_can_be_drawn_again_in_any_order_without_disturbing_what_comes_next(
    n: int, batch_size: int, asked: list[int], data: st.DataObject
) -> None:
    expected = drawn_by_epoch(1, n, batch_size, 300)
    draws = Draws(np.random.default_rng(1), n, batch_size)
    take(draws, 250)

    assert [draws.of_epoch(epoch).tolist() for epoch in asked] == [expected[epoch] for epoch in asked]
    assert take(draws, 50) == expected[250:]


def test_draws_go_on_where_the_generator_is() -> None:
    rng = np.random.default_rng(2)
    take(Draws(rng, 9, 3), 77)
    later = Draws(rng, 20, 5)
    take(later, 100)

    rng = np.random.default_rng(2)
    for _ in range(77):
        rng.integers(0, 9, 3)
    expected = [rng.integers(0, 20, 5).tolist() for _ in range(100)]
    assert [later.of_epoch(epoch).tolist() for epoch in range(100)] == expected


def test_looking_ahead_draws_nothing() -> None:
    draws = Draws(np.random.default_rng(3), 50, 4)
    ahead = draws.of_epoch(0)
    assert draws.of_epoch(0).tolist() == ahead.tolist()
    assert draws.take(1)[0].tolist() == ahead.tolist()
    ahead = draws.of_epoch(1)
    assert draws.take(1)[0].tolist() == ahead.tolist()
