"""What somebody reads of a text that was copied from a page, a document or a PDF, by one pass after another."""

from knowledge.texts.layout import IsWord, bullets, divided, unseen, wrapped
from knowledge.texts.plain import Plain
from knowledge.texts.tags import ESCAPED, characters, is_marked_up, markup, unread


def legible(text: str, is_word: IsWord) -> Plain:
    """A text without markup and what only lays it out. `is_word` says which words, in lower case, are known."""
    plain = Plain(text, ())
    if ESCAPED.search(text):
        plain = plain.edited(characters(text))
    plain = plain.edited(unread(plain.text))
    has_lines = is_marked_up(plain.text)
    plain = plain.edited(markup(plain.text))
    plain = plain.edited(divided(plain.text, is_word))
    plain = plain.edited(unseen(plain.text))
    plain = plain.edited(bullets(plain.text))
    return plain.edited(wrapped(plain.text, is_marked_up=has_lines))
