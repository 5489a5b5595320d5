"""Ending a server that was told to: that is what was wanted, so it ends with exit code 0."""

import signal
import sys
from types import FrameType

import uvicorn

ENDING_SECONDS = 1.5  # of the time to stop, for what there is to do when the last request is answered


def seconds_for_requests(whole: float) -> float:
    """How long requests may go on, where the process has to have ended after `whole` seconds."""
    return max(whole / 2, whole - ENDING_SECONDS)


class Server(uvicorn.Server):
    """uvicorn's own ends by the signal that it got, which looks like having been killed."""

    was_told = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - given
        self.was_told = True
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True

    @property
    def has_failed(self) -> bool:
        """Whether it ended without having served, and nobody told it to."""
        return not (self.started or self.was_told)


def end_if_told() -> None:
    """Until a server runs, let SIGTERM end this process as a server would end: with what it has open closed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
