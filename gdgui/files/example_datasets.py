"""The sample data that come with gdgui."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from gdgui.experiment.points import Points
from gdgui.files.points_csv import read_points
from gdgui.files.resources import resource


@dataclass(frozen=True)
class Sample:
    """A file of points, what one learns from them and where they come from."""

    path: Path
    title: str
    teaches: str
    source: str

    def points(self) -> Points:
        """The points and the names of their axes."""
        return replace(read_points(self.path), title=self.title)


def samples() -> tuple[Sample, ...]:
    """All samples, in the order in which they are offered; the first is shown when the program starts."""
    listed = tomllib.loads(resource("samples/samples.toml").read_text(encoding="utf-8"))["sample"]
    return tuple(
        Sample(resource(f"samples/{each['file']}"), each["title"], each["teaches"], each["source"])
        for each in listed
    )
