"""Files the program carries: styles, pictures, translations, sample data; no code."""
