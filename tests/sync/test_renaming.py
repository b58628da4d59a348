"""What clashes goes on under names made of its own bytes, whoever gives them."""

from sync.change import DELETED, change_id, content_hash, pack, unpack
from sync.renaming import new_names, renamed
from tests.sync.strategies import INCARNATIONS, a_change

LIFE, OTHER = INCARNATIONS[:2]


def queue_of(*changes):
    return [(change.id, pack(change)) for change in changes]


def made(number, **facts):
    return a_change(id=change_id(LIFE, number), **facts)


def test_all_holders_name_one_change_alike_whatever_follows_it_on_each():
    first, second = made(4), made(5)
    alone = new_names(queue_of(first), [first.id])
    both = new_names(queue_of(first, second), [first.id])
    life = content_hash(pack(first)).hex()[:16]
    assert alone == {first.id: change_id(life, 4)}
    assert both == alone | {second.id: change_id(life, 5)}


def test_what_came_before_the_clash_keeps_its_name():
    queue = queue_of(made(3), made(4), made(5))
    assert list(new_names(queue, [made(4).id])) == [made(4).id, made(5).id]


def test_another_life_gets_new_names_from_where_it_mentions_one():
    first = made(1)
    theirs = [
        a_change(id=change_id(OTHER, 1)),
        a_change(id=change_id(OTHER, 2), sets={"note": "y"}, seen={"note": (first.id,)}),
        a_change(id=change_id(OTHER, 3)),
    ]
    names = new_names(queue_of(first, *theirs), [first.id])
    assert list(names) == [first.id, theirs[1].id, theirs[2].id]


def test_a_change_is_written_anew_with_all_the_names_it_mentions():
    old, new, other = (change_id(OTHER, number) for number in (1, 2, 3))
    names = {old: new, made(2).id: change_id(OTHER, 4)}
    sets = {DELETED: [old, other], "note": "y"}
    body = pack(made(2, sets=sets, seen={"note": (old, other)}))
    change = unpack(renamed(body, names))
    assert change.id == change_id(OTHER, 4)
    assert change.sets == {DELETED: [new, other], "note": "y"}
    assert change.seen == {"note": (new, other)}
