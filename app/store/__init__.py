"""The SQLite ledger: migrations, rows, queries, guest search; knows no window and no network."""
