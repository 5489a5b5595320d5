"""How facts inherit their evidence, from file to record to link."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from seeds.loading import parse


def role(path: Path) -> Any:
    return next(seed.record for seed in parse([path]) if seed.key.slug == "baker")


def test_a_record_rests_on_the_evidence_of_its_file(write: Callable[..., Path]) -> None:
    record = role(write("citations: [test-source § Bread]\nroles: [{slug: baker, name: Baker}]\n"))
    assert record["basis"] == "STATED"
    assert record["citations"] == [{"source": "test-source", "section": "Bread"}]


def test_a_link_with_the_evidence_of_its_record_does_not_repeat_it(write: Callable[..., Path]) -> None:
    record = role(
        write(
            "roles:\n  - {slug: baker, name: Baker, citations: [test-source],"
            " tools: [oven, {tool: mixer, citations: [{source: test-source}]}]}\n"
        )
    )
    assert record["tools"] == [{"tool": "oven"}, {"tool": "mixer"}]


def test_an_inferred_link_is_not_cited_to_the_source_of_its_record(write: Callable[..., Path]) -> None:
    record = role(
        write(
            "citations: [test-source]\nroles: [{slug: baker, name: Baker,"
            " tools: [{tool: oven, basis: INFERRED}, {tool: mixer, citations: [test-source § Tools]}]}]\n"
        )
    )
    assert record["tools"] == [
        {"tool": "oven", "basis": "INFERRED"},
        {"tool": "mixer", "basis": "STATED", "citations": [{"source": "test-source", "section": "Tools"}]},
    ]
