from app.bootstrap.queue_view import QueueView


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
