"""Comments in the scripts that the program writes: one line each, whatever a translation makes of them."""

from __future__ import annotations

from gdgui.words.translation import marked, tr


def title() -> str:
    """What the script is."""
    return _comment(tr("y = m·x + b by gradient descent, as gdgui ran it"))


def part(name: str) -> str:
    """What a line does: a part of the step."""
    return _comment(tr(_PARTS[name]))


_PARTS = {
    "residuals": marked("residuals"),
    "squares": marked("mean of the squares"),
    "gradient": marked("gradient of the MSE"),
    "step": marked("step against it"),
    "log": marked("kept for each epoch"),
}


def _comment(text: str) -> str:
    return "# " + " ".join(text.split())
