"""Why a text is no JSON, and where: in a line of a body, as an editor counts them."""

import orjson


def why_no_json(text: str | bytes, error: orjson.JSONDecodeError) -> str:
    """The end of a sentence. Columns count characters, from 1, as lines do."""
    if not text.strip():
        return "it is empty"
    if isinstance(text, bytes):
        try:
            text.decode()
        except UnicodeDecodeError as wrong:
            before = text[: wrong.start].decode()
            column = len(before) - before.rfind("\n")
            return f"it is not UTF-8, in line {before.count(chr(10)) + 1}, column {column}"
    return f"{error.msg}, in line {error.lineno}, column {error.colno}"
