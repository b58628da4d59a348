"""The house's rules: what a reservation, a guest, a table, a day is. No Qt, SQL, HTTP or clock."""
