"""The SQLite ledger: migrations, rows, queries, guest search; knows no Qt and no HTTP."""
