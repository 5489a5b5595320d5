"""Questions that people ask, the calls that an assistant makes for them, and what they are answered with.

The transcript in docs/assistants.md is made here, by a real client of a server that has the shipped dataset.
"""

import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from api.assistants.tools import TOOLS
from tests import databases
from tests.asking_in_process import in_a_loop
from tests.assistants import beside
from tests.databases import Holding, opened, sqlite_database

WIDTH = 118  # of a line
SITE = "https://careers.example"
ADVERTISEMENT = (
    "Machine learning engineer. You train and deploy models with PyTorch, monitor them in production and build data "
    "pipelines. Docker is a must, Kubernetes would be nice. No phone calls from agencies."
)


class Asked(NamedTuple):
    """What somebody says to an assistant, and the call that it makes."""

    question: str
    tool: str
    arguments: dict[str, Any]


ASKED = (
    Asked(
        "I build products on language models. What would it take to become an ML engineer?",
        "explain_move",
        {"from_role": "AI engineer", "to_role": "ML engineer", "first": 2},
    ),
    Asked(
        "What does somebody in computer vision do?", "describe_role", {"role": "computer-vision-engineer", "first": 3}
    ),
    Asked(
        "What is the difference between a data engineer and a data scientist?",
        "compare_roles",
        {"roles": ["data engineer", "data scientist"], "first": 2},
    ),
    Asked("Where could I go from software engineering?", "best_moves", {"from_role": "software-engineer", "first": 2}),
    Asked(
        "Which ways lead from business intelligence to research in AI?",
        "career_routes",
        {"from_role": "business intelligence developer", "to_role": "ai research scientist", "first": 1},
    ),
    Asked(
        "I know Python, SQL and Tableu. Which of these jobs fits, and what should I learn next?",
        "match_profile",
        {"skills": ["Python", "SQL"], "tools": ["Tableu"], "first": 1},
    ),
    Asked(
        "What does this advertisement ask for? " + ADVERTISEMENT, "understand_text", {"text": ADVERTISEMENT, "first": 4}
    ),
    Asked(
        "We have large datasets and want to predict demand from them. Whom do we need?",
        "whom_to_hire",
        {"needs": ["large datasets", "predictive models"], "first": 1},
    ),
    Asked("Is there anything here about deep lerning?", "find", {"query": "deep lerning", "first": 2}),
    Asked(
        "Do people really move from AI engineering to anything else?",
        "best_moves",
        {"from_role": "ai-engineer", "documented": True, "first": 2},
    ),
    Asked("What is new in the data?", "what_changed", {"kinds": ["ROLE"], "first": 2}),
    Asked("What does a lighthouse keeper need?", "describe_role", {"role": "lighthouse keeper"}),
)


def shown(value: Any, depth: int = 0) -> str:
    """JSON that is read by people: what fits into a line is in one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + depth <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    inner = " " * (depth + 2)
    if isinstance(value, dict):
        items = [f"{inner}{json.dumps(key)}: {shown(each, depth + 2)}" for key, each in value.items()]
        opening, closing = "{", "}"
    else:
        items = [f"{inner}{shown(each, depth + 2)}" for each in value]
        opening, closing = "[", "]"
    return "\n".join((opening, ",\n".join(items), f"{' ' * depth}{closing}"))


async def _transcript(folder: Path) -> str:
    lines = []
    with sqlite_database(folder, Holding.SHIPPED) as address, opened(address) as store:
        async with beside(store, site_url=SITE) as client:
            for number, (question, tool, arguments) in enumerate(ASKED, 1):
                answer = await client.call_tool(tool, arguments)
                lines.append(f"\n**{number}. {question}**\n")
                lines.append(f"```json\n{shown({'tool': tool, 'arguments': arguments})}\n```\n")
                if answer.is_error:
                    lines.append(f"> {answer.content[0].text}\n")  # type: ignore[union-attr] # told in words
                    continue
                told: dict[str, Any] = answer.structured_content
                if "committed_at" in told:
                    told["committed_at"] = "(when it was loaded)"
                lines.append(f"```json\n{shown(told)}\n```\n")
    return "".join(f"{line}\n" if not line.endswith("\n") else line for line in lines)


@cache
def transcript() -> str:
    """All questions with their answers."""
    is_first = databases.RUN_FOLDER not in os.environ
    databases.begin()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return in_a_loop(_transcript(Path(folder)))
    finally:
        if is_first:
            databases.end()


def tools() -> str:
    """What each tool takes; what it gives is in its output schema."""
    rows = []
    for name, tool in TOOLS.items():
        schema = tool.takes.model_json_schema()
        required = schema.get("required", [])
        names = [f"`{each}`" if each in required else f"[`{each}`]" for each in schema["properties"]]
        rows.append(f"| `{name}` | {tool.description} | {', '.join(names)} |\n")
    return "".join(["| tool | tells | takes (optional in brackets) |\n", "| --- | --- | --- |\n", *rows])
