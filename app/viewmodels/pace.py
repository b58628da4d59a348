"""Paces what news asks for: done at once, then no more than now and then while news flows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Pace(QObject):
    """Does something when asked: soon the first time, and no more than once in so many ms."""

    def __init__(
        self,
        work: Callable[[], None],
        parent: QObject | None = None,
        *,
        soon_ms: int,
        apart_ms: int,
    ) -> None:
        """Prepare to do `work`.

        Args:
            work: what is asked for.
            parent: owns this.
            soon_ms: how long the first asking waits, for the rest of its burst; 0 is at once.
            apart_ms: how long after the work was done it is left alone.
        """
        super().__init__(parent)
        self._work = work
        self._is_asked = False
        self._soon = QTimer(self, singleShot=True, interval=soon_ms)
        self._soon.timeout.connect(self._do)
        self._rest = QTimer(self, singleShot=True, interval=apart_ms)
        self._rest.timeout.connect(self._do_if_asked)

    @property
    def is_asked(self) -> bool:
        """Whether there is work that was asked for and not done yet."""
        return self._is_asked

    def ask(self) -> None:
        """Ask for the work."""
        self._is_asked = True
        if self._rest.isActive() or self._soon.isActive():
            return
        if self._soon.interval():
            self._soon.start()
        else:
            self._do()

    def done(self) -> None:
        """Take that the work has been done otherwise, just now."""
        self._is_asked = False
        self._soon.stop()
        self._rest.start()

    @Slot()
    def _do_if_asked(self) -> None:
        if self._is_asked:
            self._do()

    @Slot()
    def _do(self) -> None:
        self.done()
        self._work()
        # From the end: what takes long must not be all that is done.
        self._rest.start()
