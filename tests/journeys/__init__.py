"""The promises to the restaurant, told in its own words."""
