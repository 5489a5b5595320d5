"""Steps made in the text of a YAML file: what they do not touch stays byte for byte, with its comments and order."""

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import AliasEvent, NodeEvent
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from knowledge.model.kinds import KINDS
from knowledge.model.record import Record
from knowledge.model.vocabulary import Kind
from knowledge.model.wellformed import Path
from seeds.curation.steps import Added, Created, Dropped, Put, Redirected, Renamed, Step
from seeds.format import SECTION_MARK
from seeds.problems import Place, Problem, Refused

Item = tuple[Node, Node]
"""Where something in a collection begins and ends: a value twice, or a key and its value."""


class YamlText:
    """A file as text, with the places of its values."""

    def __init__(self, file: FilePath, content: bytes):
        self._file = file
        self._mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
        self._text = content.decode("utf-8-sig")
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._root: MappingNode = YAML(typ="rt").compose(self._text)
        self._replaced: dict[tuple[int, int], str] = {}
        self._inserted: dict[int, list[str]] = defaultdict(list)
        self._sections: dict[str, int] = {}  # that this makes at the end

    def change(self, loc: Path, steps: Sequence[Step]) -> None:
        """Make the steps of the record at `loc`."""
        record = self._node(loc)
        lists: dict[str, tuple[set[int], list[Any]]] = defaultdict(lambda: (set(), []))
        for step in steps:
            match step:
                case Renamed(_, slug):
                    self._replace(self._node((*loc, "slug")), slug)
                case Redirected(_, path, slug):
                    self._replace(self._reference((*loc, *path)), slug)
                case Dropped(_, field, place):
                    lists[field][0].add(place)
                case Added(_, field, item):
                    lists[field][1].append(item)
                case Put(_, field, value):
                    self._put(record, field, value)
                case Created():
                    self._create(loc, record, step)
        for field, (dropped, added) in lists.items():
            self._list(record, field, dropped, [written(each) for each in added])

    def result(self) -> bytes:
        self._carry_anchors()
        pieces, at = [], 0
        edits = [(start, end, text) for (start, end), text in self._replaced.items()]
        edits += [(start, start, "".join(texts)) for start, texts in self._inserted.items()]
        for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
            if start < at:
                raise self._refused(start, "changes here touch each other: change this by hand")
            pieces += [self._text[at:start], text]
            at = end
        return self._mark + "".join([*pieces, self._text[at:]]).encode()

    def _carry_anchors(self) -> None:
        """What an item that goes defines for others (`&name`) is written where it is used first after that."""
        cuts = [span for span, text in self._replaced.items() if not text]

        def is_cut(index: int) -> bool:
            return any(start <= index < end for start, end in cuts)

        events = list(YAML(typ="rt").parse(self._text)) if cuts else []
        carried = {
            each.anchor: each.start_mark.index
            for each in events
            if isinstance(each, NodeEvent)
            and each.anchor
            and not isinstance(each, AliasEvent)
            and is_cut(each.start_mark.index)
        }
        for each in events:
            start = each.start_mark.index
            if not isinstance(each, NodeEvent) or each.anchor not in carried or is_cut(start):
                continue
            defined = carried.pop(each.anchor)
            if isinstance(each, AliasEvent):
                node = _at(self._root, defined)
                text = self._text[defined : self._end(node)] if node else "\n"
                if "\n" in text:
                    raise self._refused(defined, f"others use what &{each.anchor} stands for: write it out there first")
                self._replaced[start, each.end_mark.index] = text

    def _refused(self, index: int, message: str) -> Refused:
        return Refused([Problem(Place(self._file, self._text.count("\n", 0, index) + 1), "", message)])

    def _node(self, loc: Path) -> Node:
        node: Node = self._root
        for step in loc:
            inner = _child(node, step)
            start, end = node.start_mark.index, node.end_mark.index
            if inner is None or not start <= inner.start_mark.index <= end:
                raise self._refused(start, f"{step!r} stands behind an alias: write it out, or change this by hand")
            node = inner
        return node

    def _reference(self, loc: Path) -> Node:
        """The slug at a path within a record; the item itself where it is the slug alone."""
        item = self._node(loc[:-1]) if isinstance(loc[-2], int) else None
        return item if isinstance(item, ScalarNode) else self._node(loc)

    def _replace(self, node: Node, value: Any) -> None:
        start, end = node.start_mark.index, self._end(node)
        kept = self._text[start:end]
        if kept.startswith(("&", "!")):
            raise self._refused(start, "has an anchor or a tag: change this by hand")
        quote = kept[0] if kept[:1] in ("'", '"') and kept[-1:] == kept[:1] else ""
        plain = str(value)
        is_slug = quote and plain.replace("-", "").replace("/", "").isalnum()
        self._replaced[start, end] = f"{quote}{plain}{quote}" if is_slug else flow(value)

    def _end(self, node: Node) -> int:
        """Where a value ends, without the comments and empty lines after it."""
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return len(self._text[: node.end_mark.index].rstrip())
        if isinstance(node, ScalarNode) or _is_flow(node) or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)

    def _line(self, index: int) -> int:
        """Where the line begins."""
        return self._text.rfind("\n", 0, index) + 1

    def _next(self, index: int) -> int:
        """Where the next line begins, or the text ends."""
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found + 1

    def _insert_line(self, at: int, line: str) -> None:
        """A line of its own, at the beginning of another or at the end of the text."""
        if at == len(self._text) and not self._text.endswith("\n"):
            self._inserted[at].append(self._newline + line)
        else:
            self._inserted[at].append(line + self._newline)

    def _put(self, record: Node, field: str, value: str | None) -> None:
        found = _child(record, field)
        if value is None:
            names = [key.value for key, _ in record.value]
            self._cut(record, {names.index(field)})
        elif found is not None:
            self._replace(found, value)
        else:
            self._insert_field(record, f"{field}: {flow(value)}")

    def _insert_field(self, record: Node, text: str) -> None:
        """A field after the slug."""
        key, slug = next(pair for pair in record.value if pair[0].value == "slug")
        if _is_flow(record):
            self._inserted[self._end(slug)].append(f", {text}")
        else:
            self._insert_line(self._next(self._end(slug)), " " * key.start_mark.column + text)

    def _items(self, node: Node) -> list[Item]:
        return [each if isinstance(each, tuple) else (each, each) for each in node.value]

    def _cut(self, node: Node, places: set[int]) -> None:
        """Take items out of a collection of which something stays."""
        items = self._items(node)
        if not _is_flow(node):
            for place in places:
                first, last = items[place]
                self._replaced[self._line(first.start_mark.index), self._next(self._end(last))] = ""
            return
        starts = [first.start_mark.index for first, _ in items]
        ends = [self._end(last) for _, last in items]
        kept = [place for place in range(len(items)) if place not in places]
        for before, after in zip([None, *kept], [*kept, None], strict=True):
            if before is None and after:
                self._replaced[starts[0], starts[after]] = ""
            elif before is not None and after is None and before + 1 < len(items):
                self._replaced[ends[before], ends[-1]] = ""
            elif before is not None and after is not None and after > before + 1:
                self._replaced[ends[before], ends[after - 1]] = ""

    def _list(self, record: Node, field: str, dropped: set[int], added: list[Any]) -> None:
        node = _child(record, field)
        texts = [flow(each) for each in added]
        if node is None:
            self._new_list(record, field, texts)
            return
        if isinstance(node, ScalarNode) or not node.start_mark.index >= record.start_mark.index:
            raise self._refused(record.start_mark.index, f"{field} stands behind an alias: write it out")
        if len(dropped) == len(node.value) and not texts:
            self._put(record, field, None)
            return
        if _is_flow(node) or not node.value:
            self._flow_list(node, dropped, texts)
            return
        items = self._items(node)
        for text in texts:
            self._insert_line(self._next(self._end(items[-1][1])), f"{' ' * node.start_mark.column}- {text}")
        self._cut(node, dropped)

    def _flow_list(self, node: Node, dropped: set[int], texts: list[str]) -> None:
        close = node.end_mark.index - 1
        if len(dropped) == len(node.value):
            start = node.value[0].start_mark.index if node.value else close
            self._replaced[start, close] = ", ".join(texts)
            return
        self._cut(node, dropped)
        for text in texts:
            self._inserted[self._end(node.value[-1])].append(f", {text}")

    def _new_list(self, record: Node, field: str, texts: list[str]) -> None:
        if _is_flow(record):
            self._inserted[self._end(record.value[-1][1])].append(f", {field}: [{', '.join(texts)}]")
            return
        indent = " " * record.value[0][0].start_mark.column
        lines = [f"{indent}{field}:", *(f"{indent}  - {text}" for text in texts)]
        self._insert_line(self._next(self._end(record)), self._newline.join(lines))

    def _create(self, loc: Path, beside: Node, step: Created) -> None:
        own_evidence = any(_child(beside, name) is not None for name in ("basis", "citations"))
        left = ("dataset",) if own_evidence else ("dataset", "basis", "citations")
        content = written({name: value for name, value in step.record.items() if name not in left})
        section = str(KINDS[step.key.kind].section)
        container = self._node(loc[:-1]) if len(loc) > 1 else _child(self._root, section)
        if container is not None and isinstance(loc[-1], int) and _is_flow(container):
            self._inserted[self._end(beside)].append(f", {flow(content)}")
        elif container is not None and isinstance(container, SequenceNode) and not _is_flow(container):
            after = beside if isinstance(loc[-1], int) else container
            self._insert_line(self._next(self._end(after)), self._block(content, container.start_mark.column))
        elif container is not None:
            self._inserted[self._end(container) - 1].append(f", {flow(content)}")
        elif _is_flow(self._root):
            raise self._refused(0, "the file is one mapping in braces: change this by hand")
        else:
            head = "" if section in self._sections else f"{self._newline}{section}:{self._newline}"
            self._sections[section] = 1
            self._insert_line(len(self._text), head + self._block(content, 2))

    def _block(self, content: Record, indent: int) -> str:
        lines = [f"{name}: {flow(value)}" for name, value in content.items()]
        marks = ["- ", *["  "] * (len(lines) - 1)]
        return self._newline.join(" " * indent + mark + line for mark, line in zip(marks, lines, strict=True))


def _at(node: Node, start: int) -> Node | None:
    """The value that begins at an index of the text."""
    if node.start_mark.index == start and (node.anchor or not isinstance(node, CollectionNode)):
        return node
    if not isinstance(node, CollectionNode):
        return None
    inner = (each for item in node.value for each in (item if isinstance(item, tuple) else (item,)))
    return next((found for each in inner if (found := _at(each, start)) is not None), None)


def _is_flow(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        found: Iterable[Node] = (value for key, value in node.value if key.value == step)
        merged = [value for key, value in node.value if key.value == "<<"]
        return next(iter(found), None) or next((inner for each in merged if (inner := _child(each, step))), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: Node = node.value[step]
        return item
    return None


def written(value: Any) -> Any:
    """A value of a record as a person would write it: citations as `source § section`, slugs alone where they do."""
    if isinstance(value, dict):
        if len(value) == 1 and next(iter(value)).upper() in Kind.__members__:
            return next(iter(value.values()))
        return {
            name: [_citation(item) for item in each] if name == "citations" else written(each)
            for name, each in value.items()
        }
    return [written(each) for each in value] if isinstance(value, list) else value


def _citation(citation: Record) -> Any:
    section = citation.get("section")
    if section is None:
        return citation["source"]
    return dict(citation) if SECTION_MARK in section else f"{citation['source']}{SECTION_MARK}{section}"


def flow(value: Any) -> str:
    """A value on one line, as it may stand in any other."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # declared as None by ruamel
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    stream = io.StringIO()
    yaml.dump([value], stream)
    return stream.getvalue().strip()[1:-1]
