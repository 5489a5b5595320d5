"""Resources: roles and skills by their addresses, and the pages of a list of roles."""

from urllib.parse import unquote

from pydantic import BaseModel

from api.assistants.asking import Asking, Data, Problem
from api.assistants.describing import role_of_slug, skill_of_slug
from api.assistants.parts import shortened
from knowledge.errors import NotFound

SCHEME = "rolegraph://"
ROLE, SKILL = f"{SCHEME}role/", f"{SCHEME}skill/"
PAGE = 100  # roles of a page of the list
SUGGESTED = 20


def address(slug: str) -> str:
    return f"{ROLE}{slug}"


async def read(asking: Asking, uri: str) -> str:
    """What is at an address, as JSON: what `describe_role` says, or the like of a skill. Raises `Problem`.

    The slashes in a slug may be escaped: clients that expand a template escape them.
    """
    found: BaseModel
    if uri.startswith(ROLE):
        found = await role_of_slug(asking, unquote(uri.removeprefix(ROLE)))
    elif uri.startswith(SKILL):
        found = await skill_of_slug(asking, unquote(uri.removeprefix(SKILL)))
    else:
        raise Problem(f"There is nothing at {uri[:100]!r}: ask for {ROLE}SLUG or {SKILL}SLUG.", NotFound.code)
    return found.model_dump_json(exclude_none=True)


async def roles(asking: Asking, after: str | None) -> tuple[list[Data], str | None]:
    """A page of the active roles by name, and the cursor of the next. Raises `Problem`."""
    found = (await asking.ask("roles", first=PAGE, after=after))["roles"]
    page = found["pageInfo"]
    listed = [{**each, "description": shortened(each["description"])} for each in found["nodes"]]
    return listed, page["endCursor"] if page["hasNextPage"] else None


async def suggested(asking: Asking, text: str, kind: str) -> tuple[list[str], int]:
    """Slugs of what is called like a text, and how many there are. Raises `Problem`."""
    if not text.strip():
        return [], 0
    found = (await asking.ask("names", text=text, types=[kind], first=SUGGESTED))["search"]
    return [each["slug"] for each in found["nodes"]], found["totalCount"]
