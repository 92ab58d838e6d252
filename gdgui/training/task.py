"""Something long, done a little at a time in the GUI thread, so that the window stays alive."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

LOG = logging.getLogger(__name__)

BUDGET = 0.03  # seconds of work between two looks at anything else
PATIENCE = 0.3  # seconds before anybody is told to wait
LONG = 1.0  # seconds: what is shorter is over before it was read how far it has come

Steps = Generator[float, None, Any]


class CooperativeTask(QObject):
    """Runs one generator at a time, which yields the share that is done and returns its result.

    `progressed` carries that share; None when there is nothing to wait for (any more).
    """

    progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._then: Callable[[Any], None] = _ignore
        self._failed: Callable[[Exception], None] = _ignore
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)

    @property
    def is_running(self) -> bool:
        """Whether there is more to do."""
        return self._steps is not None

    def start(
        self,
        steps: Steps,
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin; what was under way is called off. `then` gets the result, `failed` what was raised."""
        self.cancel()
        self._steps, self._then, self._failed = steps, then, failed
        self._begun = time.monotonic()
        self._timer.start(0)
        self._advance()  # what is short is done at once

    def cancel(self) -> None:
        """Call it off."""
        if self._steps is not None:
            self._steps.close()
            self._end()

    def _end(self) -> None:
        self._steps = None
        self._timer.stop()
        self.progressed.emit(None)

    def _advance(self) -> None:
        steps, begin = self._steps, time.monotonic()
        if steps is None:
            return
        try:
            share = next(steps)
            while time.monotonic() - begin < BUDGET:
                share = next(steps)
        except StopIteration as end:
            ending = partial(self._then, end.value)
        except Exception as error:  # whoever started it knows which to expect, and raises the others
            LOG.debug("a task failed", exc_info=True)
            ending = partial(self._failed, error)
        else:
            elapsed = time.monotonic() - self._begun
            if elapsed > PATIENCE and elapsed > LONG * share:
                self.progressed.emit(share)
            return
        self._end()
        ending()  # not above: what it raises is a mistake of its own


def _ignore(_: Any) -> None:
    pass
