"""What changes a plot stands on that plot: the buttons in the rows with the plots' titles."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from gdgui.ui.actions import Actions
from gdgui.ui.panels.buttons import ActionButton, SwitchButton
from gdgui.ui.panels.point_count import PointCount
from gdgui.ui.views.card import PlotCard
from gdgui.words.window import plot_button


def fill_title_rows(
    cards: Mapping[str, PlotCard], actions: Actions, count: PointCount, tools: QWidget
) -> None:
    """Put tools and count beside the title of the points, and each plot's buttons at the end of its row.

    The tools come first: where they stand must not depend on how wide the count is, or on its being there.
    """
    cards["data"].title_row.add_left(tools, tuple(actions.tools))
    cards["data"].title_row.add_left(count, ())
    count.changed.connect(cards["data"].title_row.fit)
    for plot, name, action, text in (
        ("data", "residuals", actions.residuals, "residuals"),
        ("data", "squares", actions.squares, "squares"),
        ("data", "fitButton", actions.fit, "fit"),
        ("loss", "logarithmic", actions.logarithmic, "logarithmic"),
        ("loss", "excess", actions.excess, "excess"),
        ("loss", "samplesUsed", actions.samples, "samples"),
        ("surface", "steps", actions.steps, "steps"),
        ("surface", "equalAxes", actions.equal_axes, "equal_axes"),
        ("surface", "fitSurfaceButton", actions.fit_surface, "fit"),
    ):
        kind = SwitchButton if action.isCheckable() else ActionButton
        button = kind(action, name, plot_button(text), role="flat")
        cards[plot].title_row.add_right(button, action)
