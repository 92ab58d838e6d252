"""The switches of the view and the view options: one value behind menu, boxes and plots."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from gdgui.experiment import ranges
from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.view_options import PLOTS, View
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.views.workspace import Workspace


class ViewControl(QObject):
    """Asks the document for other options when an action is triggered, and shows what they are."""

    def __init__(
        self,
        experiment: Experiment,
        player: Player,
        presenter: Presenter,
        workspace: Workspace,
        actions: Actions,
    ) -> None:
        super().__init__(workspace)
        self._experiment, self._player, self._presenter = experiment, player, presenter
        self._dataset = experiment.dataset
        self._is_showing = False
        self._switches: dict[str, QAction] = {
            "residuals": actions.residuals,
            "squares": actions.squares,
            "logarithmic": actions.logarithmic,
            "excess": actions.excess,
            "by_samples": actions.samples,
            "next_step": actions.steps,
            "equal_axes": actions.equal_axes,
            "equal_units": actions.equal_units,
            "grid": actions.grid,
            "snap": actions.snap,
            "logarithmic_timeline": actions.log_time,
            "my_line": actions.my_line,
            "my_squares": actions.my_squares,
            "my_hints": actions.my_hints,
            "shows_best": actions.shows_best,
        }
        for action in self._switches.values():
            action.toggled.connect(self._take_switches)
        actions.fit.triggered.connect(self.fit_points)
        actions.fit_surface.triggered.connect(self.fit_surface)
        workspace.data_plot.range_wanted.connect(self._choose_data_range)
        workspace.surface_plot.range_wanted.connect(self._choose_surface_range)
        workspace.plots_wanted.connect(self._choose_plots)
        self._plots = actions.plots
        group = QActionGroup(self)
        for action in self._plots.values():
            group.addAction(action)
        group.triggered.connect(self._take_plots)
        self._show_switches()
        self.fit_points()

    def on_document(self, changed: Changed) -> None:
        """Points may be somewhere else, and switches may be thrown."""
        if changed & Changed.OPTIONS:
            self._show_switches()
        if changed & (Changed.POINTS | Changed.COMMITTED):
            self._follow_points()

    def fit_points(self) -> None:
        """Bring all points into view."""
        self._set(data_range=ranges.of_points(self._experiment.dataset), fits_points=True)

    def _follow_points(self) -> None:
        """Undo may bring back points from elsewhere: the view goes there, unless it was chosen."""
        options, dataset = self._experiment.options, self._experiment.dataset
        stays = self._experiment.is_previewing or self._player.state == "playing"
        if options.fits_points and not stays:
            hidden = ranges.out_of_view(dataset, options.data_range)
            if hidden and hidden > ranges.out_of_view(self._dataset, options.data_range):
                self.fit_points()
        self._dataset = dataset

    def fit_surface(self) -> None:
        """The path and the minimum into view, as closely as they go."""
        self._presenter.fit_surface()

    def _choose_data_range(self, view: View) -> None:
        self._set(data_range=view, fits_points=False)

    def _choose_surface_range(self, view: View) -> None:
        self._set(surface_range=view, fits_surface=False)

    def _take_switches(self) -> None:
        if not self._is_showing:
            wanted = {name: action.isChecked() for name, action in self._switches.items()}
            by_itself = self._presenter.frame.has_exploded
            chosen = wanted["logarithmic"] != self._experiment.options.logarithmic
            fits = self._experiment.options.fits_logarithm
            self._set(**wanted, fits_logarithm=wanted["logarithmic"] == by_itself if chosen else fits)

    def _show_switches(self) -> None:
        self._is_showing = True  # amid this, no switch asks for anything
        options = self._experiment.options
        for name, action in self._switches.items():
            action.setChecked(bool(getattr(options, name)))
        plots = options.plots
        for name, action in self._plots.items():
            action.setChecked(plots == PLOTS if name == "all" else plots == (name,))
        self._is_showing = False

    def _choose_plots(self, plots: tuple[str, ...]) -> None:
        self._set(plots=plots)

    def _take_plots(self, chosen: QAction) -> None:
        name = next(name for name, action in self._plots.items() if action is chosen)
        self._choose_plots(PLOTS if name == "all" else (name,))

    def _set(self, **changes: object) -> None:
        self._experiment.options = replace(self._experiment.options, **changes)  # type: ignore[arg-type]
