"""gdgui: gradient descent made visible.

import gdgui

session = gdgui.show(x, y, learning_rate=0.1)  # the window; what was done in it, once it is closed
trace = gdgui.train(x, y, learning_rate=0.1, epochs=500)  # no window: trace.m, trace.b, trace.mse
"""

from typing import TYPE_CHECKING

from gdgui.version import __version__

if TYPE_CHECKING:
    from gdgui.api import Session, Trace, show, train
else:

    def __getattr__(name: str) -> object:
        """Load what a script calls when it is first asked for: the import alone costs nothing."""
        if name not in __all__:
            raise AttributeError(f"module 'gdgui' has no attribute {name!r}")
        from gdgui import api

        return getattr(api, name)

    def __dir__() -> list[str]:
        """What a notebook offers."""
        return __all__


__all__ = ["Session", "Trace", "__version__", "show", "train"]
