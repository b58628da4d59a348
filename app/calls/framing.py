"""Cut a stream of bytes into lines, in bounded memory and whatever the pieces; knows no grammar."""

from __future__ import annotations


class LineFramer:
    """Collects bytes and gives back whole lines.

    For every stream and every way of cutting it into pieces, the lines are the same:
        a line ends at LF; one CR before it belongs to the ending
        a line longer than the bound, its CR included, is lost, and only that line
        at most the bound is kept between two pieces
    """

    def __init__(self, line_bytes_max: int) -> None:
        self._line_bytes_max = line_bytes_max
        self._rest = b""
        self._is_overlong = False

    @property
    def pending_bytes(self) -> int:
        """How much is kept of a line whose end has not come yet."""
        return len(self._rest)

    def push(self, data: bytes) -> list[bytes]:
        """Take the next piece; return each line that it completes, without its ending."""
        lines = []
        start = 0
        while (end := data.find(b"\n", start)) >= 0:
            line = self._join(data[start:end])
            start = end + 1
            self._rest, self._is_overlong = b"", False
            if line is not None:
                lines.append(line.removesuffix(b"\r"))
        # What fits no more is dropped at once: a peer that never ends its line costs no memory.
        kept = self._join(data[start : start + self._line_bytes_max + 1])
        self._rest, self._is_overlong = kept or b"", kept is None
        return lines

    def _join(self, piece: bytes) -> bytes | None:
        """The line so far with `piece`, or None once it is over the bound."""
        if self._is_overlong or len(self._rest) + len(piece) > self._line_bytes_max:
            return None
        return self._rest + piece
