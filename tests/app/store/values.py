"""Any value of any kind of thing in the book, for hypothesis."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from app.domain.call import Call, Outcome, Withheld
from app.domain.guest import Guest
from app.domain.notice import Notice
from app.domain.phone import Phone
from app.domain.reservation import Reservation, Source, Status
from app.domain.staff import Role, Staff
from app.domain.table import Area, Place, Table, TableKind, TableShape
from app.domain.venue import Pacing, Shift, TurnRule, Venue

SINCE = datetime(1990, 1, 1, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.sampled_from("山田髙橋ﾀｶたかー 'Ae\u0301|/%\"*🍣"), min_size=1, max_size=6)
ids = st.text(st.sampled_from("abc-019"), min_size=1, max_size=8)
maybe_ids = st.none() | ids
whole = st.integers(-(2**53) + 1, 2**53 - 1)
moments = st.integers(0, 60 * 365 * 86_400).map(lambda s: SINCE + timedelta(seconds=s))
maybe_moments = st.none() | moments
days = st.dates()
maybe_days = st.none() | days
phones = st.builds(
    Phone,
    raw=st.text(st.sampled_from("0123456789-+ （）内"), min_size=1, max_size=14),
    digits=st.text(st.sampled_from("0123456789"), max_size=11),
    e164=st.sampled_from(["", "+819012345678", "+81312345678", "+33123456789"]),
)
weekdays = st.frozensets(st.integers(0, 6))


def some(strategy, key=lambda value: value):
    """A set of a few, as the tuple that a set field holds."""
    return st.lists(strategy, max_size=4, unique_by=key).map(tuple)


shifts = st.builds(
    lambda name, weekdays, opens, more: Shift(
        name=name, weekdays=weekdays, opens_minute=opens, closes_minute=opens + more
    ),
    texts,
    weekdays,
    st.integers(0, 1200),
    st.integers(1, 500),
)

VALUES = {
    "venue": st.builds(
        Venue,
        id=ids,
        name=texts,
        timezone=texts,
        day_starts_minute=whole,
        shifts=st.lists(shifts, max_size=3).map(tuple),
        closing_weekdays=weekdays,
        closing_days=some(days),
        open_days=some(days),
        turn_rules=st.lists(st.builds(TurnRule, covers_max=whole, minutes=whole), max_size=3).map(
            tuple
        ),
        pacing=st.builds(Pacing, slot_minutes=whole, covers_max=whole),
        home_area_code=texts,
        infants_take_seat=st.booleans(),
    ),
    "area": st.builds(Area, id=ids, name=texts, order=whole),
    "table": st.builds(
        lambda seats, **fields: Table(seats_min=min(seats), seats_max=max(seats), **fields),
        st.tuples(st.integers(1, 999), st.integers(1, 999)),
        id=ids,
        name=texts,
        area_id=maybe_ids,
        kind=st.sampled_from(TableKind),
        combines_with=some(ids),
        place=st.builds(
            Place,
            x=whole,
            y=whole,
            width=whole,
            depth=whole,
            turn_degrees=whole,
            shape=st.sampled_from(TableShape),
        ),
        order=whole,
        closed=st.booleans(),
    ),
    "staff": st.builds(
        Staff,
        id=ids,
        name=texts,
        role=st.sampled_from(Role),
        pin_hash=texts,
        active=st.booleans(),
    ),
    "guest": st.builds(
        Guest,
        id=ids,
        name=names,
        kana=names,
        phones=some(phones, key=lambda phone: phone.key),
        email=texts,
        company=names | texts,
        birthday=maybe_days,
        anniversary=maybe_days,
        tags=some(names),
        allergies=some(names),
        preferences=texts,
        caution=texts,
        note=texts,
        merged_into=maybe_ids,
    ),
    "reservation": st.builds(
        Reservation,
        id=ids,
        business_day=days,
        starts_at=moments,
        turn_minutes=st.integers(1, 1440),
        adults=st.integers(1, 999),
        children=st.integers(0, 999),
        infants=st.integers(0, 999),
        guest_name=names,
        guest_kana=texts,
        phone=st.none() | phones,
        guest_id=maybe_ids,
        table_ids=some(ids),
        table_pinned=st.booleans(),
        status=st.sampled_from(Status),
        course=texts,
        requests=texts,
        note=texts,
        tags=some(names),
        allergies=some(names),
        source=st.builds(Source, channel=texts, site=texts, reference=texts, referrer=texts),
        taken_by=maybe_ids,
        answer_by=maybe_moments,
        quoted_at=maybe_moments,
        quoted_minutes=st.integers(0, 600),
        called_at=maybe_moments,
        arrived_at=maybe_moments,
        seated_at=maybe_moments,
        left_at=maybe_moments,
        cancel_reason=texts,
    ),
    "call": st.builds(
        Call,
        id=ids,
        feed=texts,
        rang_at=moments,
        feed_call_id=texts,
        phone=st.none() | phones,
        withheld=st.none() | st.sampled_from(Withheld),
        line=texts,
        did=texts,
        outcome=st.sampled_from(Outcome),
        answered_at=maybe_moments,
        ended_at=maybe_moments,
        taken_on=texts,
        guest_id=maybe_ids,
        reservation_id=maybe_ids,
        note=texts,
    ),
    "notice": st.builds(
        Notice,
        id=ids,
        text=names,
        day_from=days,
        day_to=maybe_days,
        written_by=maybe_ids,
        read_by=some(ids),
        done=st.booleans(),
    ),
}
"""For every kind, any value whose fields are all given."""
