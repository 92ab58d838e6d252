"""Momentum is registered for the tests of this folder, each time anew, and nowhere else."""

from __future__ import annotations

import pytest

from gdgui.core.algorithms import ALGORITHMS
from tests.newcomer.momentum import MOMENTUM


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line: done before any window is built, and undone after the test."""
    monkeypatch.setitem(ALGORITHMS, MOMENTUM.key, MOMENTUM)
