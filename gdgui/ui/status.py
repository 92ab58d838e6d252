"""The sentence that the status line says of the state of things."""

from __future__ import annotations

from gdgui.experiment.experiment import Experiment
from gdgui.training.trainer import Trainer
from gdgui.ui.comparison import Comparison
from gdgui.words import report

NO_POINTS = "There are no points to fit: click on the plot to add some."
WELCOME = "Press Run to train, or click on the plot to add points."


def invitation(experiment: Experiment) -> str:
    """What to do before there is a run."""
    if not len(experiment.dataset):
        return NO_POINTS
    return report.singularity(experiment.dataset) or WELCOME


def status(experiment: Experiment, trainer: Trainer, comparison: Comparison, playing: int) -> str:
    """What is going on, or how the run ended; `playing` is the direction in which its epochs are played."""
    trace, cursor = trainer.trace, trainer.cursor
    if trainer.state == "idle":
        return invitation(experiment)
    if trainer.state == "failed":
        return f"The run stopped on an internal error ({trainer.failure}). Press Reset."
    if not len(experiment.dataset):
        return f"Paused: {NO_POINTS}" if trainer.state == "paused" else NO_POINTS
    if trace is not None and playing:
        way = "Playing" if playing > 0 else "Playing backwards"
        return f"{way} the {report.counted(trace.epochs, 'epoch')} done. Nothing is computed anew."
    if trace is not None and trainer.is_looking_back:
        return (
            f"Looking back at epoch {cursor:,} of {trace.epochs:,} done. "
            "Step goes forward; Ctrl+End shows the newest."
        )
    if trainer.state == "paused":
        return f"Paused at epoch {cursor:,}. Press Run to go on, or Step for one epoch."
    singular, words = report.singularity(experiment.dataset), ""
    if trainer.state == "running":
        words = report.RUNNING[experiment.settings.algorithm]
    elif trace is not None:
        words = report.ending(trace, experiment.dataset)
        if trace.outcome is not None and trace.outcome.reason == "diverged":
            singular = ""
    return " ".join(each for each in (words, singular, comparison.notice, comparison.result) if each)
