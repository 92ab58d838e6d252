"""Where the icons, examples and other files of `resources/` lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resources_in(folder: str, ending: str) -> list[Path]:
    """The files of this folder of the resources whose names end so, in the order of their names."""
    places = (each / "resources" / folder for each in (_PACKAGE, _PACKAGE.parent))
    found = next((each for each in places if each.is_dir()), None)
    if found is None:
        raise FileNotFoundError(f"“{folder}” is missing from the resources of gdgui")
    return sorted(each for each in found.iterdir() if each.suffix == ending)


def resource(name: str) -> Path:
    """The file `name` of the resources, such as "examples/noisy-line.csv".

    A wheel carries them inside the package; in a checkout they lie beside it. Raises FileNotFoundError.
    """
    for folder in (_PACKAGE, _PACKAGE.parent):
        path = folder / "resources" / name
        if path.is_file():
            return path
    raise FileNotFoundError(f"“{name}” is missing from the resources of gdgui")
