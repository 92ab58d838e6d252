"""Whether anything is another since it was looked at last. Without Qt."""

from __future__ import annotations

from operator import is_


class Seen:
    """What something was made from last: it need not be made again where each part is the very same object.

    What is frozen is another object where it is another value; numbers and words that come out equal may
    be others, and then it is made once more than need be.
    """

    def __init__(self) -> None:
        self._parts: tuple[object, ...] | None = None

    def is_new(self, *parts: object) -> bool:
        """Whether any of these is another than in the last call."""
        before, self._parts = self._parts, parts
        return before is None or len(before) != len(parts) or not all(map(is_, before, parts))
