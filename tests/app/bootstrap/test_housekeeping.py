from app.bootstrap.housekeeping import BackupThread


def test_a_backup_is_made_as_soon_as_the_house_opens(home, qtbot):
    backups = BackupThread(home)
    backups.start()
    folder = home.path / "backups"
    qtbot.waitUntil(lambda: any(folder.glob("ledger-*.db")), timeout=20_000)
    backups.finish()
    assert backups.isFinished()


def test_a_book_that_cannot_be_opened_stops_no_window(home, caplog):
    home.ledger_path.write_bytes(b"noise")
    backups = BackupThread(home)
    backups.start()
    backups.finish()
    assert "no_backup reason=ledger_damaged" in caplog.text
