"""The example data sets that come with gdgui."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from gdgui.core import Dataset
from gdgui.experiment.points import Points
from gdgui.files.resources import resource


class ExampleDataset(NamedTuple):
    """A file of points, what one learns from them and where they come from."""

    path: Path
    title: str
    teaches: str
    source: str

    def points(self) -> Points:
        """The points and the names of their axes. The file is plain: it needs no reader that has doubts."""
        names, *rows = self.path.read_text(encoding="utf-8").splitlines()
        x, y = np.loadtxt(rows, delimiter=",", unpack=True)
        x_name, y_name = names.split(",")
        return Points(Dataset(x, y), x_name, y_name, self.title)


def example_datasets() -> tuple[ExampleDataset, ...]:
    """All of them, in the order in which they are offered; the first is shown when the program starts."""
    listed = json.loads(resource("examples/examples.json").read_text(encoding="utf-8"))
    return tuple(
        ExampleDataset(resource(f"examples/{each['file']}"), each["title"], each["teaches"], each["source"])
        for each in listed
    )
