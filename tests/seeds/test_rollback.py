"""What a rollback does with what has no status, and with what is retired already."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.loading import load, rollback, validate
from seeds.problems import Refused

Write = Callable[..., Path]
FIRST = "citations: [test-source]\nroles: [{slug: baker, name: Baker}]\n"
SECOND = """\
sources: [{slug: late-source, title: Late}]
roles:
  - {slug: baker, name: Master baker, citations: [late-source]}
  - {slug: miller, name: Miller, citations: [late-source]}
"""


def test_a_source_that_came_after_stays_and_a_role_that_came_after_is_deprecated(store: Store, write: Write) -> None:
    load(store, [write(FIRST).parent], "anna")
    with store.reading() as reader:
        first = reader.records_at()
    load(store, [write(SECOND).parent], "anna")
    done = rollback(store, 1, "bert")
    assert done.revision is not None
    assert (done.revision.changed, done.revision.deprecated, done.revision.created) == (1, 1, 0)
    with store.reading() as reader:
        now = reader.records_at()
        assert reader.current_records() == now
    source, miller = now.pop(Key(Kind.SOURCE, "late-source")), now.pop(Key(Kind.ROLE, "miller"))
    assert "status" not in source
    assert (source["title"], miller["status"], miller["name"]) == ("Late", "DEPRECATED", "Miller")
    assert now == first
    assert rollback(store, 1, "bert").revision is None, "what is back already makes no revision"


def test_files_of_two_datasets_are_not_taken_for_one(write: Write) -> None:
    folders = [
        write(FIRST.replace("test", name).replace("baker", f"{name}-baker"), f"{name}/roles.yaml", dataset=name).parent
        for name in ("one", "two")
    ]
    with pytest.raises(Refused) as refused:
        validate(folders)
    (problem,) = refused.value.problems
    assert problem.message == "the files belong to several datasets (one, two): load one at a time"
