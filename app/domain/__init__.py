"""The house's rules: what a reservation, a guest, a table, a day is. Pure: no Qt, SQL, HTTP, clock."""
