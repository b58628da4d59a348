"""What can go wrong between a device and its hub, and what the reader should do about it.

SyncError
├── Unreachable      no answer from the hub; keep the queue, try again later
│   └── CutShort     the line was there and did not carry it all; ask for less, try again later
├── Refused          the hub answered no; the same request will be refused again
│   └── SignedOut    token expired or revoked; keep working, pair this device again
├── Throttled        the hub asks for patience (429, 503, 507); try again after the given time
├── TooLarge         the batch is over the hub's bound (413); send a smaller one
├── Stopped          this program is ending; what is left is done when it runs again
├── Misdirected      the answer is not ours (venue, device, nonce…); discard and report
├── CopySpoilt       a copy of the book is not what it says; read the log page by page
└── Malformed        bytes that are not what the protocol says; park them, never guess
"""


class SyncError(Exception):
    """Survivable: the queue is intact and booking goes on."""


class Unreachable(SyncError):
    """No answer from the hub; keep the queue and try again later."""


class CutShort(Unreachable):
    """The line was there, but broke or ran out of time under way; ask for less next time."""


class Refused(SyncError):
    """The hub answered no, and will answer no again; show `code` and the words to a person.

    Attributes:
        code: a short machine word from the hub, such as `unknown_code`.
        status: the HTTP status it came with.
    """

    def __init__(self, message: str, *, code: str = "refused", status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class SignedOut(Refused):
    """The device's token is unknown, expired or revoked; keep working, pair again."""


class Throttled(SyncError):
    """The hub asks for patience.

    Attributes:
        retry_after_seconds: when to try again, at the earliest.
        code: `busy`, `disk_full` or `rate`.
    """

    def __init__(self, message: str, *, retry_after_seconds: float, code: str = "busy") -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
        self.code = code


class TooLarge(SyncError):
    """The batch is over the hub's bound; halve it and send again."""


class Stopped(SyncError):
    """This program was told to end; the request under way was finished, the rest waits."""


class Misdirected(SyncError):
    """The answer belongs to another venue, environment, device or request; nothing was taken."""


class CopySpoilt(SyncError):
    """A copy of the book is not what it says; nothing of it was kept, read page by page."""


class Malformed(SyncError):
    """Bytes that do not follow the protocol.

    Attributes:
        field: the part that is wrong, or an empty text.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
