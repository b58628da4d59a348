"""What the house does not allow, in words fit to show.

DomainError
├── Invalid      a value is malformed or out of range; names the field and what is accepted
├── NotAllowed   the move is against a rule; says which, and what could be done instead
└── Unknown      nothing has that id; says what was looked for
"""


class DomainError(Exception):
    """A rule of the house; nothing was written.

    Attributes:
        code: a stable machine word such as `invalid_time`.
        field: the field at fault, or an empty text.
    """

    code = "domain"

    def __init__(self, message: str, *, field: str = "", code: str = "") -> None:
        super().__init__(message)
        self.field = field
        if code:
            self.code = code


class Invalid(DomainError):
    """A value is malformed or out of range; correct the field and try again."""

    code = "invalid"


class NotAllowed(DomainError):
    """The move is against a house rule; the message says what is possible instead."""

    code = "not_allowed"


class Unknown(DomainError):
    """Nothing in this book has that id; look it up again, or sync first."""

    code = "unknown_id"
