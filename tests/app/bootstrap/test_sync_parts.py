from app.bootstrap.sync_parts import HomeSyncParts


def test_a_threads_parts_run_a_round_and_tell_how_it_stands(paired):
    parts = HomeSyncParts(paired)
    try:
        assert parts.session.round().error is None
        state = parts.state()
        assert (state.phase, state.waiting, state.in_sync) == ("online", 0, True)
        assert any((paired.path / "backups").glob("ledger-*.db"))
    finally:
        parts.close()
