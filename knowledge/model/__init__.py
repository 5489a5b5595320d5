"""The model: what kinds of records there are, their fields, links and vocabularies, declared once."""
