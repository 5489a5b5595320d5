"""The tools: what each answers, what it takes and what it gives."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from api.assistants.arguments import Arguments
from api.assistants.asking import Asking, Problem
from api.assistants.changing import Changes, WhatChanged, what_changed
from api.assistants.comparing import CompareRoles, Comparison, compare_roles
from api.assistants.describing import DescribeRole, RoleDescription, describe_role
from api.assistants.finding import Find, Hits, find
from api.assistants.hiring import Hiring, WhomToHire, whom_to_hire
from api.assistants.matching import (
    Matches,
    MatchProfile,
    Understanding,
    UnderstandText,
    match_profile,
    understand_text,
)
from api.assistants.moving import (
    BestMoves,
    CareerRoutes,
    ExplainMove,
    Move,
    Moves,
    Routes,
    best_moves,
    career_routes,
    explain_move,
)
from api.assistants.parts import Answer
from api.assistants.refusing import wrong
from schema.errors import BAD_USER_INPUT

Answering = Callable[[Asking, Any], Awaitable[Answer]]


@dataclass(frozen=True)
class Tool:
    """`description` tells an assistant when to use it."""

    name: str
    title: str
    description: str
    takes: type[Arguments]
    gives: type[Answer]
    answers: Answering

    @cached_property
    def input_schema(self) -> dict[str, Any]:
        return {**self.takes.model_json_schema(), "title": self.title}

    @cached_property
    def output_schema(self) -> dict[str, Any]:
        return {**self.gives.model_json_schema(mode="serialization"), "title": self.title}

    def read(self, arguments: dict[str, Any] | None) -> Arguments:
        """The arguments, if they are what the input schema says, where true is no number. Raises `Problem`."""
        try:
            return self.takes.model_validate_json(json.dumps(_whole(arguments or {})), strict=True)
        except ValidationError as error:
            said = wrong(error, self.takes, self.name)
            raise Problem(said, BAD_USER_INPUT) from None  # its own text repeats what was given

    async def answer(self, asking: Asking, arguments: Arguments) -> dict[str, Any]:
        """The structured answer. Raises `Problem`."""
        return (await self.answers(asking, arguments)).model_dump(mode="json", exclude_none=True)


def _whole(value: Any) -> Any:
    """A value of JSON in which 10.0 is 10: JSON has one sort of numbers, and so has its schema."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_whole(each) for each in value]
        case dict():
            return {name: _whole(each) for name, each in value.items()}
    return value


TOOLS = {
    each.name: each
    for each in (
        Tool(
            "find",
            "Find roles, skills and tools",
            "Finds roles, skills, tools, applications, responsibilities, qualifications, role groups and learning "
            "resources by what people call them: typing errors, other words and other languages are understood. Use "
            "it to learn a slug.",
            Find,
            Hits,
            find,
        ),
        Tool(
            "describe_role",
            "What is this role?",
            "What people in a role do and need: skills with importance and level, tools, responsibilities, "
            "qualifications, pay and other figures by market, documented moves, similar roles, where sources tell.",
            DescribeRole,
            RoleDescription,
            describe_role,
        ),
        Tool(
            "compare_roles",
            "What do roles share, and how do they differ?",
            "What 2 to 8 roles have in common and how alike they are; of two also how they differ: what only one "
            "needs, what is emphasised, and what sources say of them side by side.",
            CompareRoles,
            Comparison,
            compare_roles,
        ),
        Tool(
            "explain_move",
            "What does a move from one role to another take?",
            "How feasible a move is, what stands in the way, which skills and tools are to be learned and where, and "
            "which can be brought along.",
            ExplainMove,
            Move,
            explain_move,
        ),
        Tool(
            "best_moves",
            "Where could somebody go from this role?",
            "The most feasible moves from a role, ranked, with barriers and the first gaps of each.",
            BestMoves,
            Moves,
            best_moves,
        ),
        Tool(
            "career_routes",
            "How does one get from one role to another in several steps?",
            "The easiest routes from a role to a distant one, over roles between. For two roles that are near, use "
            "explain_move.",
            CareerRoutes,
            Routes,
            career_routes,
        ),
        Tool(
            "match_profile",
            "Which roles fit what somebody has?",
            "Ranks roles for somebody's skills and tools, or for a text such as a CV; tells what is missing for each, "
            "and which skills to learn next. Send only what is needed: leave out names and addresses.",
            MatchProfile,
            Matches,
            match_profile,
        ),
        Tool(
            "understand_text",
            "What does a text say of skills and roles?",
            "The skills, tools, roles and qualifications that a CV, a job advertisement or a description of work "
            "names, whether they are there, wished for or denied, and the roles that it describes as a whole.",
            UnderstandText,
            Understanding,
            understand_text,
        ),
        Tool(
            "whom_to_hire",
            "Whom does a project need?",
            "Which roles to hire for what a project needs, with what speaks for each, and whom to hire beside it.",
            WhomToHire,
            Hiring,
            whom_to_hire,
        ),
        Tool(
            "what_changed",
            "What changed in the data?",
            "Which records were created, changed or deprecated after a revision of the data.",
            WhatChanged,
            Changes,
            what_changed,
        ),
    )
}
