"""What the command line says of pictures and films: its options, and what they do not take."""

from __future__ import annotations

from gdgui.words import films
from gdgui.words.translation import marked, tr


def no_film(name: str) -> str:
    """A film by another name."""
    return tr("{name} must end in .gif, .webp, .png or .mp4.", name=name)


def no_size(text: str) -> str:
    """What --animation-size does not take."""
    return tr("“{text}” is no size such as 1280x720, from 640x360 to 3840x2160", text=text)


def not_per_second(text: str, most: int) -> str:
    """What --frames-per-second does not take."""
    return tr("“{text}” is not a whole number from 1 to {most}", text=text, most=most)


def no_step(text: str) -> str:
    """What --epochs-per-frame does not take."""
    return tr("“{text}” is not a whole number above 0", text=text)


def unit_of_film() -> str:
    """What the progress bar of a film counts."""
    return tr("frame")


def no_picture_size(text: str, least: int, most: int) -> str:
    """What --plot-size does not take."""
    return tr(
        "“{text}” is no size such as 1280x720, from {least} to {most} each way",
        text=text,
        least=str(least),
        most=str(most),
    )


def no_epoch(text: str) -> str:
    """What --at-epoch and --animation-epochs do not take."""
    return tr("“{text}” is no epoch: 0 is the start", text=text)


def ends_too_early() -> str:
    """A stretch that is none, of --animation-epochs."""
    return tr("--animation-epochs: {what}", what=films.ends_too_early())


def no_such_epoch(option: str, epoch: int, last: int) -> str:
    """A run that is shorter; a sentence without its full stop."""
    return tr(
        "--{option}: the run ends at epoch {last}, before {epoch}", option=option, last=last, epoch=epoch
    )


def about_a_film(name: str, length: str, size: str) -> str:
    """What to wait for, before a long one begins."""
    return tr("{name} will be {length} {size}", name=name, length=length, size=size)


def option(name: str) -> str:
    """What an option takes or does; argparse fills in %(default)s."""
    return tr(_OPTIONS[name])


_OPTIONS = {
    "save_animation": marked("write the run as a film: .gif, .webp, .png or, with ffmpeg, .mp4"),
    "per_second": marked("of the film, 1 to 50; default: %(default)s"),
    "every": marked("of the film; default: as many as make a film of 120 frames"),
    "film_size": marked("of the film, in pixels; default: 1280x720"),
    "save_plot": marked("write the plots that the window would show: run.png, run.svg or run.pdf"),
    "caption": marked("with points, settings and result written beneath them"),
    "plot": marked("which of the plots, in picture and film; default: all"),
    "theme": marked("of picture and film; default: light"),
    "plot_size": marked("of the picture, 96 to the inch; default: 1280x720"),
    "plot_scale": marked("pixels of a PNG for each of these, across; default: 1"),
    "at_epoch": marked("which picture and report show; default: the last one"),
    "stretch": marked("of the film; default: all"),
}
