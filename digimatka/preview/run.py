"""Runs the preview in granian, on this machine alone."""

import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final
from wsgiref.types import WSGIApplication

from digimatka import server
from digimatka.app import this_day
from digimatka.preview.site import Site
from digimatka.settings import Settings

HERE: Final = "127.0.0.1"


def settings_for(content: Path, folder: Path, secret: bytes) -> Settings:
    """The settings of a preview: the content is the author's, all else is in a folder that goes."""
    return Settings(f"sqlite:///{folder / 'esikatselu.db'}", folder, content.resolve(), secret)


def serve(settings: Settings, port: int) -> None:
    """Serves until it is stopped."""
    made = server.made(HERE, port)
    # The server would begin anew when its terminal is closed; here it ends as with Ctrl+C.
    made.on_startup(lambda: signal.signal(signal.SIGHUP, made.signal_handler_interrupt))
    made.serve(target_loader=loader(settings), wrap_loader=False)


def loader(settings: Settings) -> Callable[[], WSGIApplication]:
    """What the worker makes its app with."""
    return partial(Site, settings, this_day)
