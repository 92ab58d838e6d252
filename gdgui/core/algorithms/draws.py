"""The samples that stochastic gradient descent draws, at hand for any epoch without being stored."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
_AT_ONCE = 65_536  # samples drawn in one call: bounds the memory of a large batch


class Draws:
    """Indices 0 … n−1 drawn with replacement, `batch_size` for each epoch.

    Drawing for many epochs at once consumes the generator exactly as drawing epoch by epoch does, so a
    seed reproduces the lesson's run. Every so many epochs the generator's state is noted (150 bytes);
    what an earlier epoch drew is drawn again from there.
    """

    def __init__(self, rng: np.random.Generator, n: int, batch_size: int) -> None:
        self._rng = rng
        self._n = n
        self.batch_size = batch_size
        self._stride = max(64, 2**18 // batch_size)
        self._increment: int = _state(rng)["state"]["inc"]  # the same all along
        self._noted: list[tuple[int, int, int]] = []
        self._epochs = 0

    def take(self, epochs: int) -> Indices:
        """Draw for the next epochs: an array of shape (epochs, batch_size)."""
        parts, left = [], epochs
        while left > 0:
            into_stride = self._epochs % self._stride
            if into_stride == 0:
                self._note_state()
            k = min(left, self._stride - into_stride)
            parts.append(self._rng.integers(0, self._n, (k, self.batch_size)))
            left -= k
            self._epochs += k
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def of_epoch(self, epoch: int) -> Indices:
        """What the epoch of this number, from 0, drew or, next, will draw: shape (batch_size,)."""
        drawn: Indices = self.of_epochs(epoch, 1)[0]
        return drawn

    def of_epochs(self, first: int, epochs: int) -> Indices:
        """What so many epochs drew or will draw, from this one on: shape (epochs, batch_size)."""
        rng = self.generator_before(first)
        if rng is self._rng:
            rng = deepcopy(rng)  # to look ahead draws nothing
        return rng.integers(0, self._n, (epochs, self.batch_size))

    def generator_before(self, epoch: int) -> np.random.Generator:
        """A generator in the state in which this one was before it drew for an epoch, counted from 0."""
        if epoch == self._epochs:
            return self._rng
        note, skip = divmod(epoch, self._stride)
        rng = self._generator_at(note)
        step = max(1, _AT_ONCE // self.batch_size)
        while skip > 0:
            rng.integers(0, self._n, (min(skip, step), self.batch_size))
            skip -= step
        return rng

    def _note_state(self) -> None:
        state = _state(self._rng)
        self._noted.append((state["state"]["state"], state["has_uint32"], state["uinteger"]))

    def _generator_at(self, note: int) -> np.random.Generator:
        inner, has_half, half = self._noted[note]
        bits = np.random.PCG64()
        bits.state = {
            "bit_generator": "PCG64",
            "state": {"state": inner, "inc": self._increment},
            "has_uint32": has_half,
            "uinteger": half,
        }
        return np.random.Generator(bits)


def _state(rng: np.random.Generator) -> dict:  # type: ignore[type-arg]  # numpy's own nested dict
    return rng.bit_generator.state  # type: ignore[return-value]
