from app.bootstrap.queue_view import QueueView
from app.services.author import Author


def test_the_queue_tells_what_waits_in_the_books_words(home):
    ledger = home.open_ledger()
    (waiting,) = QueueView(ledger).waiting(10)
    assert (waiting.entity_type, waiting.intent) == ("venue", "setup")
    ledger.close()


def test_what_was_set_aside_can_be_put_back(home):
    ledger = home.open_ledger()
    (waiting,) = ledger.outbox.waiting()
    ledger.outbox.park(waiting.id, "the hub said no", 5)
    queue = QueueView(ledger)
    (parked,) = queue.parked()
    assert (parked.reason, parked.since_ms) == ("the hub said no", 5)
    assert queue.retry(parked.id) == 1
    assert tuple(queue.parked()) == ()
    ledger.close()


def test_what_was_set_aside_can_be_given_up_and_is_gone_from_the_book(home):
    ledger = home.open_ledger()
    area = home.desk_of(ledger).floor.add_area("奥", Author())
    *_, change = ledger.outbox.waiting()
    ledger.outbox.park(change.id, "the hub said no", 5)
    queue = QueueView(ledger)
    assert tuple(queue.drop(change.id)) == (("area", area.id),)
    assert (ledger.areas(), tuple(queue.parked())) == ((), ())
    assert ledger.sum().balances
    ledger.close()


def test_rounds_repairs_and_clocks_of_a_book_that_never_met_a_hub_are_none(home):
    ledger = home.open_ledger()
    queue = QueueView(ledger)
    assert (*queue.rounds(5), *queue.repairs(5), *queue.fast_clocks(0)) == ()
    assert queue.oldest_ms() is not None
    ledger.close()
