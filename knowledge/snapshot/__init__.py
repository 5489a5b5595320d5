"""The whole knowledge as of one revision, linked and immutable."""
