"""What people must settle: fields two of them set, and tables promised twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain.business_day import business_day_of
from app.domain.clashes import DoubleBooking, Remedy, double_bookings
from app.domain.errors import Invalid, Unknown
from app.domain.history import FieldClash
from app.domain.ids import ReservationId
from app.domain.limits import check_party, check_turn
from app.services.author import Author, Means
from app.services.bookings import Bookings
from app.store import history
from app.store.ledger import Write
from app.store.schema import KINDS, from_moment

DOUBLE_MARK: Final = ":table_ids:"
_PARTY: Final = ("adults", "children", "infants")


@dataclass(frozen=True, slots=True)
class OpenClashes:
    """Everything that waits for a person, as of one position of the book."""

    doubles: tuple[DoubleBooking, ...]
    fields: tuple[FieldClash, ...]
    position: int


class Clashes:
    """Use cases around disagreement."""

    def __init__(self, means: Means, bookings: Bookings) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._bookings = bookings

    def fields(self) -> tuple[FieldClash, ...]:
        """List fields on which people disagree, the same on all devices in sync."""
        return history.clashes(self._ledger)

    def doubles(self) -> tuple[DoubleBooking, ...]:
        """List tables promised twice, from yesterday on (last night may still sit)."""
        if not self._ledger.has_house():
            return ()  # joined, and nothing has arrived yet
        today = business_day_of(
            datetime.fromtimestamp(self._now_ms() // 1000, UTC), self._ledger.venue()
        )
        return tuple(
            double
            for day in self._ledger.crowded_days(today - timedelta(days=1))
            for double in double_bookings(self._bookings.day(day))
        )

    def open(self) -> OpenClashes:
        """List both kinds."""
        position = self._ledger.position()
        return OpenClashes(self.doubles(), self.fields(), position)

    def count(self) -> int:
        """Count the open questions, of both kinds."""
        return len(self.fields()) + len(self.doubles())

    def field(self, clash_id: str) -> FieldClash:
        """Find one open field clash.

        Raises:
            Unknown: no open clash has that id; it may have been settled on another device.
        """
        for clash in self.fields():
            if clash.id == clash_id:
                return clash
        raise _gone(clash_id)

    def double(self, clash_id: str) -> DoubleBooking:
        """Find one open double booking.

        Raises:
            Unknown: no open clash has that id; it may have been settled on another device.
        """
        for double in self.doubles():
            if double.id == clash_id:
                return double
        raise _gone(clash_id)

    def settle(self, clash_id: str, keep: int, author: Author) -> tuple[str, ...]:
        """Settle a clash by one tap.

        `keep` is which side of a field clash, or which remedy of a double booking, from 0.

        Raises:
            Unknown: no open clash has that id.
            Invalid: there is no such side or remedy.
        """
        if DOUBLE_MARK in clash_id:
            remedies = self.double(clash_id).remedies
            _check_choice(keep, len(remedies))
            return self.apply(remedies[keep], author)
        clash = self.field(clash_id)
        _check_choice(keep, len(clash.values))
        return self._settle(clash, clash.values[keep].value, author)

    def settle_value(self, clash_id: str, value: Any, author: Author) -> tuple[str, ...]:  # noqa: ANN401  # any JSON
        """Settle a field clash with a value that neither side had.

        Raises:
            Unknown: no open clash has that id.
            Invalid: the field cannot hold that value.
        """
        if DOUBLE_MARK in clash_id:
            self.double(clash_id)
            raise Invalid(
                "a table promised twice is settled with --keep N, one of its remedies",
                field="value",
            )
        clash = self.field(clash_id)
        _check_value(clash, value)
        self._check_bounds(clash, value)
        return self._settle(clash, value, author)

    def apply(self, remedy: Remedy, author: Author) -> tuple[str, ...]:
        """Carry a ready-made remedy out; both halves of a swap in one transaction."""
        party = self._bookings.get(remedy.reservation_id)
        moved = replace(party, table_ids=remedy.table_ids, starts_at=remedy.starts_at)
        writes = [Write(party, moved, "reseat")]
        if remedy.other_id is not None:
            other = self._bookings.get(remedy.other_id)
            makes_room = replace(other, table_ids=remedy.other_table_ids)
            writes.append(Write(other, makes_room, "reseat"))
        return self._ledger.commit(writes, actor=author.name, now_ms=self._now_ms()).change_ids

    def _check_bounds(self, clash: FieldClash, value: Any) -> None:  # noqa: ANN401  # any JSON
        """Refuse a party or a turn that no booking may have: it would drop out of the book."""
        if clash.entity_type != "reservation":
            return
        try:
            if clash.field in _PARTY:
                party = self._bookings.get(ReservationId(clash.entity_id))
                counts = {name: getattr(party, name) for name in _PARTY}
                check_party(**{**counts, clash.field: value})
            elif clash.field == "turn_minutes":
                check_turn(value)
        except Invalid as error:
            raise Invalid(str(error), field="value") from error

    def _settle(self, clash: FieldClash, value: Any, author: Author) -> tuple[str, ...]:  # noqa: ANN401  # any JSON
        draft = history.settlement(self._ledger, clash, value, author.name)
        if clash.entity_type == "reservation" and clash.field == "starts_at":
            # The business day follows from the time and is always written with it.
            at = from_moment(value)
            assert at is not None
            day = business_day_of(at, self._ledger.venue())
            draft = draft._replace(sets={**draft.sets, "business_day": day.isoformat()})
        return self._ledger.commit_drafts([draft], now_ms=self._now_ms()).change_ids


def _gone(clash_id: str) -> Unknown:
    return Unknown(
        f"no open clash has the id '{clash_id[:120]}'; it may have been settled already",
        field="id",
    )


def _check_choice(keep: int, count: int) -> None:
    if not 0 <= keep < count:
        raise Invalid(f"choose a number from 0 to {count - 1}, not {keep}", field="keep")


def _check_value(clash: FieldClash, value: Any) -> None:  # noqa: ANN401  # any JSON
    if clash.field == "deleted":
        if not isinstance(value, bool):
            raise Invalid("deleted is true or false", field="value")
        return
    field = KINDS[clash.entity_type].by_name(clash.field)
    try:
        KINDS[clash.entity_type].check(field, value)
    except (TypeError, ValueError, KeyError, AttributeError, AssertionError) as error:
        raise Invalid(f"{clash.field} cannot be {value!r:.80}", field="value") from error
    if isinstance(value, str) and len(value) > 4_000:  # noqa: PLR2004  # as limits.NOTE_LETTERS_MAX
        raise Invalid(f"{clash.field} is too long", field="value")
