"""The floor plan: tables as they stand, who sits at them, and the drawing of them."""
