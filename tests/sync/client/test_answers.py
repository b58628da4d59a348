"""What a hub answers, as plain values."""

from sync.client import Hint
from sync.journal import Incoming


def test_a_hint_with_changes_names_the_cursor_they_follow():
    changes = (Incoming(b"{}", 7), Incoming(b"{}", 8))
    assert Hint(head=8, epoch="e1", changes=changes).after == 6
    assert Hint(head=8, epoch="e1").after is None
