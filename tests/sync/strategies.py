"""Changes as several devices would make them: seen writes exist, ids are used once."""

from hypothesis import strategies as st

from sync.change import Change, ChangeId, Stamp, change_id

INCARNATIONS = tuple(f"{number:016x}" for number in (0xA, 0xB, 0xC))
FIELDS = ("status", "note", "tags/VIP", "deleted")

stamps = st.builds(
    lambda ms, counter: Stamp(f"{ms:012x}.{counter:04x}"),
    st.integers(0, 5),
    st.integers(0, 1),
)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def a_change(**overrides):
    """Build a small valid change; override only what the test is about."""
    parts = {
        "id": change_id(INCARNATIONS[0], 1),
        "stamp": Stamp("000000000001.0000"),
        "actor": "staff-1",
        "device": "レジ",
        "venue": "house-1",
        "environment": "production",
        "entity_type": "reservation",
        "entity_id": "r1",
        "intent": "change",
        "sets": {"status": "booked"},
        "seen": {},
    }
    return Change(**(parts | overrides))


@st.composite
def histories(draw, fields=FIELDS, max_size=7):
    """Draw changes of one entity; each author has seen some of what was written before."""
    changes: list[Change] = []
    counts = dict.fromkeys(INCARNATIONS, 0)
    for _ in range(draw(st.integers(0, max_size))):
        incarnation = draw(st.sampled_from(INCARNATIONS))
        counts[incarnation] += 1
        names = draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3, unique=True))
        seen: dict[str, tuple[ChangeId, ...]] = {}
        for name in names:
            written = [each.id for each in changes if name in each.sets]
            if written:
                seen[name] = tuple(draw(st.lists(st.sampled_from(written), unique=True)))
        changes.append(
            a_change(
                id=change_id(incarnation, counts[incarnation]),
                stamp=draw(stamps),
                sets={name: draw(values) for name in names},
                seen=seen,
            )
        )
    return changes
