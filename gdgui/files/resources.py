"""Where the icons, samples and other files of `resources/` lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(name: str) -> Path:
    """The file `name` of the resources, such as "samples/noisy-line.csv".

    A wheel carries them inside the package; in a checkout they lie beside it. Raises FileNotFoundError.
    """
    for folder in (_PACKAGE, _PACKAGE.parent):
        path = folder / "resources" / name
        if path.is_file():
            return path
    raise FileNotFoundError(f"“{name}” is missing from the resources of gdgui")
