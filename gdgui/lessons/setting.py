"""What a lesson or a page sets up in the window."""

from __future__ import annotations

from dataclasses import dataclass, fields

from gdgui.core import Settings
from gdgui.experiment.explained import PARTS as PARTS
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions

SWITCHES = tuple(
    each.name
    for each in fields(ViewOptions)
    if isinstance(each.default, bool) and not each.name.startswith("fits_")
)
"""The view options that are on or off."""


@dataclass(frozen=True)
class Setting:
    """Everything that is put up before somebody begins; it replaces what was there, whole.

    Without a `cursor` nothing is run. With one, a run is made and shown as far as this epoch, or as far as it
    goes if it diverges before. `part` is one of PARTS: the step that led there is taken apart as far as it.
    """

    points: Points
    settings: Settings
    options: ViewOptions
    predict_first: bool = False  # what would tell the answer is hidden until somebody has predicted
    cursor: int | None = None  # 0 … settings.epochs
    part: str | None = None
    speed: float | None = None  # epochs a second, of the speeds that there are the next one; None: as it is
