"""What is said of films: the dialog that makes them, and what becomes of them."""

from __future__ import annotations

from gdgui.words.numbers import number, whole
from gdgui.words.translation import marked, tr, tr_n

# The dialog


def title() -> str:
    """Of the dialog, and of the one that asks where to."""
    return tr("Export film")


def export() -> str:
    """The button that begins."""
    return tr("E&xport…")


def part(name: str) -> str:
    """What a field is called."""
    return tr(_PARTS[name])


_PARTS = {
    "first": marked("&From epoch"),
    "last": marked("&To epoch"),
    "every": marked("&Epochs a frame"),
    "perSecond": marked("Frames a se&cond"),
    "kind": marked("For&mat"),
    "size": marked("Si&ze"),
    "own": marked("&Width and height"),
    "height": marked("Height"),
    "theme": marked("T&heme"),
    "plots": marked("&Plots"),
    "loops": marked("Begin &again at the end"),
    "preview": marked("Frame of the film"),
}


def kind(name: str) -> str:
    """What a format is, in a few words."""
    return tr(_KINDS[name])


_KINDS = {
    "gif": marked("GIF: opens everywhere, 255 colours"),
    "webp": marked("WebP: small, all colours"),
    "apng": marked("PNG: all colours"),
    "mp4": marked("MP4: smallest, for slides"),
}


def no_encoder() -> str:
    """Why there is no MP4."""
    return tr("MP4 needs ffmpeg, which was not found on this computer.")


def size(width: int, height: int) -> str:
    """“1280 × 720”."""
    return tr("{width} × {height}", width=str(width), height=str(height))


def own_size() -> str:
    """Another one than those offered."""
    return tr("Another")


def theme(name: str) -> str:
    """What a theme of films is called."""
    return tr(_THEMES[name])


_THEMES = {
    "window": marked("As the window"),
    "light": marked("Light"),
    "dark": marked("Dark"),
    "contrast": marked("High contrast"),
}


def plots_in_view() -> str:
    """All plots that are in view."""
    return tr("As in view")


def at_epoch(epoch: int) -> str:
    """Under a frame."""
    return tr("Epoch {epoch}", epoch=whole(epoch))


def ends_too_early() -> str:
    """A stretch that is none."""
    return tr("The film must not end before it begins.")


# How much it will be


def how_long(frames: int, seconds: float) -> str:
    """“120 frames, 7.95 s.”."""
    return tr("{frames}, {time} long.", frames=frames_counted(frames), time=duration(seconds))


def how_large(bytes_: float, seconds: float) -> str:
    """What to wait for, before it begins."""
    return tr("About {size}, in about {time}.", size=file_size(bytes_), time=duration(seconds))


def cannot_hold(kind: str, most: int) -> str:
    """A film that is larger than its format allows; a sentence without its full stop."""
    return tr(
        "a file of {kind} has at most {size}: leave out more epochs, or choose another format",
        kind=_SHORT[kind],
        size=file_size(most),
    )


_SHORT = {"webp": "WebP"}


def measuring() -> str:
    """A few frames are drawn first."""
    return tr("Measuring how large it will be…")


def not_measured(why: str) -> str:
    """What encodes the film failed; `why` in the words of the system."""
    return tr("Such a film cannot be made here: {why}.", why=why.rstrip("."))


def frames_counted(n: int) -> str:
    """“1 frame”."""
    return tr_n("{n} frame", "{n} frames", n)


def file_size(bytes_: float) -> str:
    """“1.2 MB”."""
    if bytes_ >= 1e9:
        return tr("{n} GB", n=number(bytes_ / 1e9, 2))
    if bytes_ >= 1e6:
        return tr("{n} MB", n=number(bytes_ / 1e6, 2))
    return tr("{n} kB", n=whole(max(1, round(bytes_ / 1e3))))


def duration(seconds: float) -> str:
    """“7.9 s”, “12 minutes”."""
    if seconds >= 5400:
        return tr_n("{n} hour", "{n} hours", round(seconds / 3600))
    if seconds >= 90:
        return tr_n("{n} minute", "{n} minutes", round(seconds / 60))
    return tr("{n} s", n=number(seconds, 2))


# What becomes of it


def nothing_to_film() -> str:
    """There is no run."""
    return tr("There is no run to make a film of. Run first (F5).")


def under_way() -> str:
    """One at a time."""
    return tr("A film is being written. Cancel it, or wait for its end.")


def writing(name: str) -> str:
    """It takes its time."""
    return tr("Writing {name}", name=name)


def saved(name: str, bytes_: int, frames: int) -> str:
    """It is there."""
    return tr(
        "Saved {name}: {frames}, {size}.", name=name, frames=frames_counted(frames), size=file_size(bytes_)
    )


def called_off(name: str) -> str:
    """Somebody did not want to wait."""
    return tr("{name} was not written.", name=name)


def encoder_failed(said: str) -> str:
    """ffmpeg gave up; part of a sentence."""
    return tr("ffmpeg stopped ({said})", said=said) if said else tr("ffmpeg was not found, or stopped")
