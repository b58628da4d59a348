"""What can go wrong inside the hub, and what whoever runs it should do.

HubError
├── Damaged       the database cannot be read; restore a backup
├── Newer         the database was written by a newer hub; update this one
├── DiskFull      no room to write; nothing was written, make room
├── Unavailable   busy, locked or out of reach; nothing was written, try again
├── ShutOut       the device was revoked while it asked; pair it again
├── Unknown       no such venue, device or code; check the name
└── NotAllowed    a rule of the hub says no; the sentence says which
"""

from typing import Final

NOT_SIGNED_IN: Final = "this device is not signed in; pair it again"


class HubError(Exception):
    """Whatever was asked was not done, and nothing was written."""


class Damaged(HubError):
    """The database cannot be read; restore a backup."""


class Newer(HubError):
    """The database was written by a newer hub; update this one."""


class DiskFull(HubError):
    """There is no room to write; make room."""


class Unavailable(HubError):
    """The database is busy, locked or out of reach; try again."""


class ShutOut(HubError):
    """The device was revoked while it asked; pair it again."""


class Unknown(HubError):
    """Nothing goes by that name here; check it."""


class NotAllowed(HubError):
    """A rule of the hub says no.

    Attributes:
        code: a short machine word, such as `wrong_house`.
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code
