"""The MCP server: tools, resources, prompts and suggestions, whatever the transport.

Problems that an assistant can do something about are answers of a tool that are marked as errors, as the protocol wants
it; a tool, prompt or method that there is none of is an error of the protocol.
"""

import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Any, TypeVar

import orjson
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    CompleteRequestParams,
    CompleteResult,
    Completion,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    PromptMessage,
    PromptReference,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Prompt as PromptTold
from mcp_types import PromptArgument as ArgumentTold
from mcp_types import Tool as ToolTold

from api.assistants import resources
from api.assistants.arguments import Arguments
from api.assistants.asking import Asking, Problem
from api.assistants.prompts import PROMPTS
from api.assistants.tongues import unspoken
from api.assistants.tools import TOOLS, Tool
from schema.errors import INTERNAL

JSON = "application/json"
INSTRUCTIONS = (
    "Rolegraph knows roles, skills, tools and career moves from cited sources, and computes how roles overlap, differ "
    "and lead to each other. Arguments that name a role take its slug or its name; `notes` say what a name was taken "
    "for. "
    "Long lists come by page: give `next` as `after`. Cite `sources` with their licence. Absent values are unknown, "
    "not zero; feasibility, likeness and scores are computed, not stated by a source."
)

Context = ServerRequestContext[Any, Any]
Opening = Callable[[Context, str | None], Asking]
"""How to ask for a request, in the language that a tool was told."""
Life = Callable[[Server[Any]], AbstractAsyncContextManager[Any]]
T = TypeVar("T")

logger = logging.getLogger("rolegraph.assistants")


@asynccontextmanager
async def _nothing_more(_: Server[Any]) -> AsyncIterator[None]:
    yield


def build(opening: Opening, life: Life = _nothing_more) -> Server[Any]:
    """The server; `life` is what lasts from its start to its end."""
    answering = _Answering(opening)
    server: Server[Any] = Server(
        "rolegraph",
        version=version("rolegraph"),
        title="Rolegraph",
        instructions=INSTRUCTIONS,
        lifespan=life,
        get_tool_input_schema=lambda name: (
            TOOLS[name].input_schema if name in TOOLS else None
        ),  # or each call lists all
        on_list_tools=_list_tools,
        on_call_tool=answering.call_tool,
        on_list_resources=answering.list_resources,
        on_list_resource_templates=_list_templates,
        on_read_resource=answering.read_resource,
        on_list_prompts=_list_prompts,
        on_get_prompt=_get_prompt,
        on_completion=answering.complete,
    )
    server.middleware.clear()  # the door traces requests
    return server


class _Answering:
    """The handlers that ask something."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    async def call_tool(self, context: Context, asked: CallToolRequestParams) -> CallToolResult:
        tool = TOOLS.get(asked.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"There is no tool {asked.name[:100]!r}; there is {', '.join(TOOLS)}.")
        try:
            arguments = tool.read(asked.arguments)
            answer = await _unmasked(_answered(tool, self._opening(context, arguments.language), arguments))
        except Problem as problem:
            return CallToolResult(content=[TextContent(text=problem.told)], is_error=True)
        return CallToolResult(content=[TextContent(text=orjson.dumps(answer).decode())], structured_content=answer)

    async def list_resources(self, context: Context, asked: PaginatedRequestParams | None) -> ListResourcesResult:
        listed, after = await self._or_refuse(context, lambda to: resources.roles(to, asked.cursor if asked else None))
        found = [
            Resource(
                uri=resources.address(each["slug"]),
                name=each["slug"],
                title=each["name"],
                description=each["description"],
                mime_type=JSON,
            )
            for each in listed
        ]
        return ListResourcesResult(resources=found, next_cursor=after)

    async def read_resource(self, context: Context, asked: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(asked.uri)
        text = await self._or_refuse(context, lambda asking: resources.read(asking, uri))
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=JSON, text=text)])

    async def complete(self, context: Context, asked: CompleteRequestParams) -> CompleteResult:
        kind = _suggestible(asked)
        if kind is None:
            return CompleteResult(completion=Completion(values=[], total=0, has_more=False))
        text = asked.argument.value[:500]
        values, total = await self._or_refuse(context, lambda asking: resources.suggested(asking, text, kind))
        return CompleteResult(completion=Completion(values=values, total=total, has_more=total > len(values)))

    async def _or_refuse(self, context: Context, work: Callable[[Asking], Awaitable[T]]) -> T:
        """The outcome of some work, or an error of the protocol."""
        try:
            return await _unmasked(work(self._opening(context, None)))
        except Problem as problem:
            raise MCPError(INVALID_PARAMS, str(problem), {"code": problem.code}) from problem


async def _answered(tool: Tool, asking: Asking, arguments: Arguments) -> dict[str, Any]:
    """The structured answer, which notes where nothing is told in the language that was asked for."""
    answer = await tool.answer(asking, arguments)
    if arguments.language and (note := await unspoken(asking, arguments.language)):
        answer["notes"].append(note)
    return answer


async def _unmasked(work: Awaitable[T]) -> T:
    """The outcome of some work. Raises `Problem`, for what nobody expects with a mask that the log knows."""
    try:
        return await work
    except Problem:
        raise
    except Exception as error:  # whatever it is, the client gets a masked error and the log the whole of it
        mask = uuid.uuid4().hex
        logger.exception("unexpected error %s", mask)
        raise Problem(f"Something went wrong here; the log knows it as {mask}.", INTERNAL) from error


async def _list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
    hints = {"read_only_hint": True, "destructive_hint": False, "idempotent_hint": True, "open_world_hint": False}
    return ListToolsResult(
        tools=[
            ToolTold(
                name=each.name,
                title=each.title,
                description=each.description,
                input_schema=each.input_schema,
                output_schema=each.output_schema,
                annotations=ToolAnnotations(title=each.title, **hints),
            )
            for each in TOOLS.values()
        ]
    )


async def _list_templates(_: Context, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
    return ListResourceTemplatesResult(
        resource_templates=[
            ResourceTemplate(
                uri_template=f"{address}{{+slug}}", name=kind, title=title, description=description, mime_type=JSON
            )
            for address, kind, title, description in (
                (resources.ROLE, "role", "A role", "What people in a role do and need, as describe_role tells it."),
                (resources.SKILL, "skill", "A skill", "What a skill is, and which roles ask for it."),
            )
        ]
    )


async def _list_prompts(_: Context, __: PaginatedRequestParams | None) -> ListPromptsResult:
    return ListPromptsResult(
        prompts=[
            PromptTold(
                name=each.name,
                title=each.title,
                description=each.description,
                arguments=[
                    ArgumentTold(name=one.name, description=one.description, required=one.required)
                    for one in each.arguments
                ],
            )
            for each in PROMPTS.values()
        ]
    )


async def _get_prompt(_: Context, asked: GetPromptRequestParams) -> GetPromptResult:
    prompt = PROMPTS.get(asked.name)
    if prompt is None:
        raise MCPError(INVALID_PARAMS, f"There is no prompt {asked.name[:100]!r}; there is {', '.join(PROMPTS)}.")
    try:
        text = prompt.filled(asked.arguments or {})
    except Problem as problem:
        raise MCPError(INVALID_PARAMS, str(problem), {"code": problem.code}) from problem
    message = PromptMessage(role="user", content=TextContent(text=text))
    return GetPromptResult(description=prompt.description, messages=[message])


def _suggestible(asked: CompleteRequestParams) -> str | None:
    """The type of what is to be named, None where nothing is suggested."""
    name = asked.argument.name
    if isinstance(asked.ref, PromptReference):
        prompt = PROMPTS.get(asked.ref.name)
        known = {each.name for each in prompt.arguments if each.is_role} if prompt else set()
        return "ROLE" if name in known else None
    if name != "slug":
        return None
    uri = str(asked.ref.uri)
    return "ROLE" if uri.startswith(resources.ROLE) else "SKILL" if uri.startswith(resources.SKILL) else None
