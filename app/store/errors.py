"""What can be wrong with the ledger file, in words that end with the way out.

StoreError
├── LedgerMissing    no book here (yet, or any more)
├── LedgerDamaged    the file is not, or no longer, a sound ledger
├── LedgerTooNew     written by a newer program
├── LedgerReadOnly   the file or its folder cannot be written
├── DiskFull         there is no room left; nothing of the last act was written
├── LedgerBusy       another program holds the write lock for too long
├── BookComing       another program is fetching the book of a house that was joined
└── WrongHouse       the file belongs to another house or environment
"""

from app.domain.errors import DomainError


class StoreError(DomainError):
    """The ledger cannot do what was asked; nothing was half-written.

    It is told to staff where a house rule is told, and in the same way.
    """

    code = "ledger"


class LedgerMissing(StoreError):
    """There is no ledger; set a house up, join one, or restore a backup."""

    code = "ledger_missing"


class LedgerDamaged(StoreError):
    """The file is not a sound ledger; restore the backup named in the message."""

    code = "ledger_damaged"


class LedgerTooNew(StoreError):
    """The ledger was written by a newer program; update this one."""

    code = "ledger_too_new"


class LedgerReadOnly(StoreError):
    """The file or folder cannot be written; mend its permissions."""

    code = "ledger_read_only"


class DiskFull(StoreError):
    """No room on the disk; make some, then try again."""

    code = "disk_full"


class LedgerBusy(StoreError):
    """Another program holds the ledger; close it or try again."""

    code = "ledger_busy"


class BookComing(StoreError):
    """Another program is fetching the book into this home; wait for it."""

    code = "book_coming"


class WrongHouse(StoreError):
    """The file belongs to another house or environment; nothing was taken from it."""

    code = "wrong_house"
