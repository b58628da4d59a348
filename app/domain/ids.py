"""Names of things in the book: opaque texts (UUIDs), one type per kind, so no mixing up."""

from typing import NewType

AreaId = NewType("AreaId", str)
CallId = NewType("CallId", str)
GuestId = NewType("GuestId", str)
ReservationId = NewType("ReservationId", str)
StaffId = NewType("StaffId", str)
TableId = NewType("TableId", str)
VenueId = NewType("VenueId", str)
