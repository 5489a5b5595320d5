"""What a message of an assistant is written in: one object of JSON-RPC 2.0, looked at before the library does.

The library tells what is malformed in the words of its validator, and takes a request whose id is none for one without,
to which nobody answers. And of parameters that do not fit it says only that they do not.
"""

from typing import TYPE_CHECKING, Any

import orjson

from api.assistants.refusing import wrong
from api.json_errors import why_no_json
from api.protocol import BadRequest

if TYPE_CHECKING:
    from pydantic import BaseModel

NO_JSON, INVALID, BAD_PARAMS = -32700, -32600, -32602
UNTOLD = b'"Invalid request parameters"'
"""What the library says of parameters, whatever is wrong with them."""


class Malformed(BadRequest):
    """A request that is none: `number` is the code of JSON-RPC, `id` that of the request where it has a good one."""

    def __init__(self, message: str, number: int = INVALID, identifier: str | int | None = None):
        super().__init__(message)
        self.number = number
        self.id = identifier


def check(body: bytes) -> None:
    """Raises `Malformed` for what is no request, notification or response of JSON-RPC."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"The body is not JSON: {why_no_json(body, error)}.", NO_JSON) from error
    if isinstance(said, list):
        raise Malformed("The body is one request, a JSON object; several in a list are not answered.")
    if not isinstance(said, dict):
        raise Malformed('The body is a JSON object: {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}.')
    identifier = said.get("id")
    if "id" in said and (isinstance(identifier, bool) or not isinstance(identifier, str | int)):
        raise Malformed("id is a text or a whole number of at most 64 bits; a notification has none.")
    if said.get("jsonrpc") != "2.0":
        raise Malformed('jsonrpc is "2.0".', identifier=identifier)
    if "method" not in said and ("result" in said or "error" in said):
        return  # a response, which the library knows what to do with
    method, params = said.get("method"), said.get("params")
    if not isinstance(method, str) or not method:
        raise Malformed('method is the name of what is asked for, such as "tools/list".', identifier=identifier)
    if params is not None and not isinstance(params, dict):
        raise Malformed("params is an object, or is left out.", BAD_PARAMS, identifier)


def told(content: bytes, body: bytes) -> bytes:
    """A response of the library; one that refuses parameters says which, and what is wrong with them."""
    if UNTOLD not in content:
        return content
    said, asked = orjson.loads(content), orjson.loads(body)
    error = said.get("error")
    if not isinstance(error, dict) or error.get("code") != BAD_PARAMS:
        return content
    error["message"] = _said(asked, _misfit(asked) or "this version of the protocol has others")
    return orjson.dumps(said)


def check_params(body: bytes) -> None:
    """Raises `Malformed` for parameters that the library would refuse without a word. The body is checked already."""
    asked = orjson.loads(body)
    if "method" in asked and "id" in asked and (wrong := _misfit(asked)):
        raise Malformed(_said(asked, wrong), BAD_PARAMS, asked["id"])


def _said(asked: dict[str, Any], wrong: str) -> str:
    return f"The params of {asked['method'][:100]} do not fit: {wrong}."


def _misfit(asked: dict[str, Any]) -> str | None:
    from pydantic import ValidationError

    model = _models().get(asked["method"])
    if model is not None:
        try:
            model.model_validate(asked.get("params") or {}, by_name=False)
        except ValidationError as error:
            return wrong(error, model, asked["method"])
    return None


def _models() -> "dict[str, type[BaseModel]]":
    import mcp_types as types  # here, because it takes a while; the library is loaded by now

    return {
        "initialize": types.InitializeRequestParams,
        "tools/call": types.CallToolRequestParams,
        "tools/list": types.PaginatedRequestParams,
        "resources/list": types.PaginatedRequestParams,
        "resources/templates/list": types.PaginatedRequestParams,
        "resources/read": types.ReadResourceRequestParams,
        "prompts/list": types.PaginatedRequestParams,
        "prompts/get": types.GetPromptRequestParams,
        "completion/complete": types.CompleteRequestParams,
    }
