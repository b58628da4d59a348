"""Messages that reach the house from outside, such as booking mail; knows no Qt."""
