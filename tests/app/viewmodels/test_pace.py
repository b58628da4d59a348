from app.viewmodels.pace import Pace

NEVER_MS = 3_600_000


def test_the_first_asking_is_answered_at_once_and_a_burst_after_it_once_more(qtbot):
    done = []
    pace = Pace(lambda: done.append(1), soon_ms=0, apart_ms=30)
    pace.ask()
    assert len(done) == 1
    for _ in range(5):
        pace.ask()
    assert len(done) == 1
    qtbot.waitUntil(lambda: len(done) == 2)


def test_who_waits_for_the_rest_of_a_burst_reads_it_once(qtbot):
    done = []
    pace = Pace(lambda: done.append(1), soon_ms=5, apart_ms=NEVER_MS)
    pace.ask()
    pace.ask()
    assert done == []
    qtbot.waitUntil(lambda: done == [1])


def test_what_was_done_otherwise_need_not_be_done_again(qtbot):
    done = []
    pace = Pace(lambda: done.append(1), soon_ms=5, apart_ms=20)
    pace.ask()
    pace.done()
    qtbot.waitUntil(lambda: not pace._rest.isActive())
    assert done == []
