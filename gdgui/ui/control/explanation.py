"""The explanation of a step: its page of the drawer, and the walk through the step's parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdgui.experiment.experiment import Experiment
from gdgui.experiment.explained import PARTS, part_shown
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.code import Code
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.theme import Style
from gdgui.words import explain as words

if TYPE_CHECKING:  # loaded when the page is built
    from gdgui.ui.panels.explain.panel import ExplainPanel

READABLE = 5.0  # epochs a second


class Explanation(QObject):
    """The page shows the step of every frame, as long as somebody could read it."""

    said = Signal(str)

    def __init__(
        self,
        experiment: Experiment,
        player: Player,
        presenter: Presenter,
        drawer: Drawer,
        actions: Actions,
        code: Code,
    ) -> None:
        super().__init__(drawer)
        self._experiment, self._player, self._presenter = experiment, player, presenter
        self._actions, self._code = actions, code
        self._page = drawer.add_page(actions.explain, words.title(), self._build)
        actions.part_next.triggered.connect(self._go_on)
        actions.part_back.triggered.connect(self._go_back)
        drawer.changed.connect(self._on_drawer)

    def _build(self) -> ExplainPanel:
        from gdgui.ui.panels.explain.panel import ExplainPanel

        actions = self._actions
        panel = ExplainPanel(
            {
                "back": actions.part_back,
                "next": actions.part_next,
                "copyCode": actions.copy_code,
                "saveCode": actions.save_code,
                "guide": actions.guide,
            }
        )
        panel.part_wanted.connect(self._light)
        panel.explains_wanted.connect(self._explain)
        panel.lit.connect(self._point_at)
        panel.code.toggled.connect(self._show)
        return panel

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Another frame is shown."""
        self._actions.walk_parts(bool(options.explains and options.part))
        self._show()

    def apply(self, style: Style) -> None:
        """Another scale has room for more or for less."""
        self._show()

    def leave_parts(self) -> bool:
        """Explain the step as a whole again; False where no part of it is lit."""
        if not (self._page.is_open and self._experiment.options.part):
            return False
        self._light(0)
        return True

    def _show(self) -> None:
        """While the run goes faster than anybody reads, no numbers: they would not be those on the plots."""
        if not self._page.is_open:
            return
        panel, options = self._page.panel, self._presenter.options
        if self._player.state == "playing" and self._player.clock.rate > READABLE:
            panel.show_moving(options)
        else:
            panel.show_frame(self._presenter.frame, options)
        if panel.code.is_open:
            panel.code.view.show_code(*self._code.shown(part_shown(options)))

    def _on_drawer(self) -> None:
        """What is explained is so as long as its page is in view."""
        explains = (self._experiment.options.explains or "next") if self._page.is_open else ""
        self._set(explains=explains, part=0, lit=None)
        self._show()

    def _explain(self, explains: str) -> None:
        self._set(explains=explains)

    def _light(self, part: int) -> None:
        if part:
            self._player.pause()
        self._set(part=part)

    def _point_at(self, position: int) -> None:
        self._set(lit=None if position < 0 else position)

    def _go_on(self) -> None:
        """The next part; after the last one the step is taken, and the one after it begins."""
        self._player.pause()
        if not (self._page.is_open or self._experiment.options.explains):
            self._actions.explain.setChecked(True)
        part = self._experiment.options.part
        if part < len(PARTS):
            self._set(part=part + 1)
            return
        if self._player.has_diverged and not self._player.is_looking_back:
            self.said.emit(words.at_the_end())
            return
        with self._presenter.one_frame():
            self._actions.step.trigger()
            self._set(part=1)

    def _go_back(self) -> None:
        """The part before; before the first one, the last part of the step before."""
        self._player.pause()
        part = self._experiment.options.part
        if part > 1:
            self._set(part=part - 1)
        elif part == 1 and self._player.cursor > 0:
            with self._presenter.one_frame():
                self._player.seek(self._player.cursor - 1)
                self._set(part=len(PARTS))
        elif part == 1:
            self._set(part=0)

    def _set(self, **changes: object) -> None:
        self._experiment.options = replace(self._experiment.options, **changes)  # type: ignore[arg-type]
