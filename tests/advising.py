"""What the window offers to who is about to start a run."""

from __future__ import annotations

from gdgui.core.theory import Advice, Forecast, suggest, will_arrive


def advise(theory: Forecast) -> Advice | None:
    """The advice; None where this run arrives, or where nothing does."""
    return None if will_arrive(theory) else suggest(theory)
