"""Steps made in JSON Lines: a line that they do not touch stays byte for byte."""

from collections import defaultdict
from collections.abc import Sequence

import orjson

from seeds.curation.steps import Created, Step, changed_content
from seeds.curation.yaml_text import written

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class LineText:
    """A file as lines, numbered from 1."""

    def __init__(self, content: bytes):
        self._lines = content.splitlines(keepends=True)
        self._after: dict[int, list[bytes]] = defaultdict(list)

    def change(self, number: int, steps: Sequence[Step]) -> None:
        """Make the steps of the record on a line."""
        line = self._lines[number - 1]
        mark = BYTE_ORDER_MARK if line.startswith(BYTE_ORDER_MARK) else b""
        body = line.removeprefix(mark)
        ending = body[len(body.rstrip(b"\r\n")) :]
        content = orjson.loads(body)
        changed = changed_content(content, [step for step in steps if not isinstance(step, Created)])
        if changed != content:
            self._lines[number - 1] = mark + orjson.dumps(changed) + ending
        for step in steps:
            if isinstance(step, Created):
                own = {"kind": step.key.kind.value, **written(step.record)}
                self._after[number].append(orjson.dumps(own))

    def result(self) -> bytes:
        made = []
        for number, line in enumerate(self._lines, start=1):
            added = self._after.get(number, ())
            made.append(line if line.endswith(b"\n") or not added else line + b"\n")
            made += [each + b"\n" for each in added]
        return b"".join(made)
