"""The people the house knows: cards, search, merging."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from heapq import nsmallest

from app.domain.booking import typed_phone
from app.domain.business_day import business_day_of
from app.domain.call import Call
from app.domain.errors import Invalid, NotAllowed
from app.domain.guest import Guest, Visits
from app.domain.ids import GuestId
from app.domain.kana import NO_KANA, TABS, fold, kana_key, same_name
from app.domain.kana_tabs import stretches
from app.domain.limits import check_note, check_tags, check_text
from app.domain.phone import Phone
from app.domain.reservation import Reservation
from app.domain.rights import Right
from app.services.author import Author, Means
from app.services.rights import require
from app.store.ledger import Committed, Write

PHONES_MAX = 20
ORDERED_MAX = 48
"""Of more guests than these the order is only near the dictionary's; nobody reads that far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestDraft:
    """A guest as typed; `phones` in any spelling."""

    name: str
    kana: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    company: str = ""
    birthday: date | None = None
    anniversary: date | None = None
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    preferences: str = ""
    caution: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestCard:
    """A guest with everything the book says about them; `reservations` newest first."""

    guest: Guest
    visits: Visits
    next_reservation: Reservation | None
    reservations: tuple[Reservation, ...]


class Guests:
    """Use cases around guests."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._new_id = means.new_id

    def add(self, draft: GuestDraft, author: Author) -> Guest:
        """Make a card.

        Raises:
            Invalid: a field is out of bounds, or there is neither name nor kana.
        """
        guest = self.made(GuestId(self._new_id()), draft)
        self._commit(None, guest, author, "add")
        return self.get(guest.id)

    def made(self, id: GuestId, draft: GuestDraft) -> Guest:
        """Make the card a draft describes, without writing it.

        Raises:
            Invalid: a field is out of bounds, or there is neither name nor kana.
        """
        return _checked(
            Guest(
                id=id,
                name=draft.name,
                kana=draft.kana,
                phones=self.read_phones(draft.phones),
                email=draft.email,
                company=draft.company,
                birthday=draft.birthday,
                anniversary=draft.anniversary,
                tags=draft.tags,
                allergies=draft.allergies,
                preferences=draft.preferences,
                caution=draft.caution,
                note=draft.note,
            )
        )

    def alike(self, guest: Guest) -> GuestId | None:
        """Find a card with one of a guest's numbers and the same name."""
        for phone in guest.phones:
            cards = self._ledger.guests(self._ledger.guests_by_phone(phone))
            for each in cards.values():
                if same_name(each.name or each.kana, guest.name or guest.kana):
                    return each.id
        return None

    def change(self, before: Guest, after: Guest, author: Author) -> Guest:
        """Save an edit; `before` is what was on the screen."""
        self._commit(before, _checked(after), author, "change")
        return self.get(before.id)

    def delete(self, before: Guest, author: Author) -> tuple[str, ...]:
        """Take a card out of the book; reservations keep their names, and it can be undone.

        Raises:
            NotAllowed: only a manager may do it.
        """
        require(self._ledger, author, Right.DELETE)
        return self._commit(before, None, author, "delete").change_ids

    def get(self, id: GuestId) -> Guest:
        """Read one guest.

        Raises:
            Unknown: no guest has that id, or the card was deleted.
        """
        found: Guest = self._ledger.get("guest", id)
        return found

    def find(self, text: str, limit: int = 50) -> tuple[Guest, ...]:
        """Find guests by kana, any spelling of the name, or three digits or more of a phone.

        Who begins with the words stands first, then the dictionary's order. A card that was merged
        into another finds the person under that one.
        """
        wanted = fold(text)
        cards = self._ledger.find_guests(text)
        alone = {each.id: each for each in cards if each.merged_into is None}
        joined = {self._ledger.person_of(each.id) for each in cards if each.id not in alone}
        found = list({**self._ledger.guests(joined), **alone}.values())
        begins = {each.id: _begins(each, wanted) for each in found}
        near = max(limit, ORDERED_MAX)
        if len(found) > near:
            # To order hundreds as the dictionary does takes longer than finding them did.
            found = nsmallest(
                near, found, key=lambda each: (not begins[each.id], each.kana, each.name)
            )
        found.sort(key=lambda each: (not begins[each.id], kana_key(each.kana), each.name, each.id))
        return tuple(found[:limit])

    def under(self, tab: str, limit: int) -> tuple[Guest, ...]:
        """List guests under a tab of the index in the dictionary's order, as many as asked for."""
        if tab == NO_KANA:
            every = tuple(each for name in TABS for each in stretches(name))
            found = self._ledger.guests_without_kana(every, limit)
        else:
            found = self._ledger.guests_read(stretches(tab), limit)
        ranked = sorted(found, key=lambda each: (kana_key(each.kana), each.name, each.id))
        return tuple(ranked[:limit])

    def card(self, id: GuestId) -> GuestCard:
        """Read a guest's card with their history in the house.

        Raises:
            Unknown: no guest has that id.
        """
        guest = self.get(id)
        cards = self._ledger.cards_of(id)
        at = datetime.fromtimestamp(self._now_ms() // 1000, UTC)
        today = business_day_of(at, self._ledger.venue())
        return GuestCard(
            guest=guest,
            visits=add_up(self._ledger.visits(cards).values()),
            next_reservation=self._ledger.next_reservation(cards, today),
            reservations=tuple(self._ledger.reservations_of(cards)),
        )

    def bookings(self, id: GuestId, limit: int) -> tuple[Reservation, ...]:
        """Read a person's bookings, the newest first, as far back as is asked for."""
        return tuple(self._ledger.reservations_of(self._ledger.cards_of(id), limit))

    def calls(self, id: GuestId, limit: int) -> tuple[Call, ...]:
        """Read a person's calls, the newest first."""
        return self._ledger.calls_of(self._ledger.cards_of(id), limit)

    def joined(self, id: GuestId) -> tuple[Guest, ...]:
        """List the cards that were merged into this one."""
        return tuple(self._ledger.guests(self._ledger.cards_of(id)[1:]).values())

    def merge(self, id: GuestId, into: GuestId, author: Author) -> Guest:
        """Note that two cards are one person; nothing is copied, so it can be undone for ever.

        Raises:
            NotAllowed: a card cannot be merged into itself, or in a circle; or only a manager
                may do it.
        """
        require(self._ledger, author, Right.MERGE)
        guest, root = self.get(id), self._ledger.person_of(self.get(into).id)
        if id == root:
            raise NotAllowed("a card cannot be merged into itself", field="into")
        self._commit(guest, replace(guest, merged_into=root), author, "merge")
        return self.get(root)

    def unmerge(self, id: GuestId, author: Author) -> Guest:
        """Take a merge back.

        Raises:
            NotAllowed: the card is not merged; or only a manager may do it.
        """
        require(self._ledger, author, Right.MERGE)
        guest = self.get(id)
        if guest.merged_into is None:
            raise NotAllowed("this card is not merged into another", field="id")
        self._commit(guest, replace(guest, merged_into=None), author, "unmerge")
        return self.get(id)

    def read_phones(self, typed: tuple[str, ...]) -> tuple[Phone, ...]:
        """Read phones as typed, each number once.

        Raises:
            Invalid: too many, or too long to be one.
        """
        if len(typed) > PHONES_MAX:
            raise Invalid(f"a guest has at most {PHONES_MAX} phones", field="phones")
        venue = self._ledger.venue()
        read = [phone for text in typed if (phone := typed_phone(text, venue)) is not None]
        return tuple({phone.key: phone for phone in read}.values())

    def _commit(
        self, before: Guest | None, after: Guest | None, author: Author, intent: str
    ) -> Committed:
        return self._ledger.commit(
            [Write(before, after, intent)], actor=author.name, now_ms=self._now_ms()
        )


def add_up(parts: Iterable[Visits]) -> Visits:
    """Add the visits of several cards of one person."""
    known = list(parts)
    lasts = [each.last_visit for each in known if each.last_visit is not None]
    return Visits(
        visits=sum(each.visits for each in known),
        no_shows=sum(each.no_shows for each in known),
        cancellations=sum(each.cancellations for each in known),
        last_visit=max(lasts, default=None),
    )


def _begins(guest: Guest, wanted: str) -> bool:
    """Tell whether a guest's name or kana begin with a folded text; no name does with digits."""
    if wanted.isdigit():
        return False
    # Most names need no folding: they are stored as they are looked for.
    texts = (guest.kana, guest.name)
    return any(each.startswith(wanted) for each in texts) or any(
        fold(each).startswith(wanted) for each in texts
    )


def _checked(guest: Guest) -> Guest:
    checked = replace(
        guest,
        name=check_text(guest.name, "name"),
        kana=check_text(guest.kana, "kana"),
        email=check_text(guest.email, "email"),
        company=check_text(guest.company, "company"),
        tags=check_tags(guest.tags, "tags"),
        allergies=check_tags(guest.allergies, "allergies"),
        preferences=check_note(guest.preferences, "preferences"),
        caution=check_note(guest.caution, "caution"),
        note=check_note(guest.note, "note"),
    )
    if not (checked.name or checked.kana):
        raise Invalid("a guest needs a name or kana", field="name")
    return checked
