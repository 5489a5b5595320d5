"""Which role is meant: by its slug, or by what people call it."""

from dataclasses import dataclass

from api.assistants.asking import Asking, Problem
from knowledge.errors import NotFound

SURE = 0.5  # the least confidence at which a name is taken for a role
NEAR = 0.1  # by so much less sure, one of the dataset that the others are of is taken before the surest
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """`note` tells what a name was taken for, None where a slug was given."""

    slug: str
    dataset: str
    note: str | None


async def role_meant(asking: Asking, given: str, dataset: str | None = None, beside: Meant | None = None) -> Meant:
    """The role with that slug, or else with that name; of several, one of the dataset of the role that it stands
    beside, and with `dataset` only of that.

    Raises `Problem` if there is none, or none that is meant for sure.
    """
    role = (await asking.ask("role_by_slug", slug=given))["role"] if " " not in given else None
    if role is not None and dataset in (None, role["dataset"]["slug"]):
        successor = role["replacedBy"]
        note = (
            f"{given} is deprecated, and replaced by {successor['slug']} ({successor['name']})." if successor else None
        )
        return Meant(role["slug"], role["dataset"]["slug"], note)
    found = (await asking.ask("roles_by_name", name=given, dataset=dataset, first=SHOWN))["search"]["edges"]
    near = [each for each in found if beside and each["node"]["dataset"]["slug"] == beside.dataset]
    best = max(found, key=lambda each: float(each["confidence"]), default=None)
    if near and best and near[0]["confidence"] >= best["confidence"] - NEAR:
        best = near[0]
    if best is None or best["confidence"] < SURE:
        raise Problem(_unknown(given, [each["node"] for each in found], dataset), NotFound.code)
    node = best["node"]
    others = ", ".join(each["node"]["slug"] for each in found if each is not best and each["confidence"] >= SURE)
    note = (
        f"{given!r} was taken for {node['slug']} ({node['name']}), with a confidence of {best['confidence']:.2f}"
        f"{f'; it may also be {others}' if others else ''}."
    )
    return Meant(node["slug"], node["dataset"]["slug"], note)


async def roles_meant(asking: Asking, given: list[str], dataset: str | None) -> list[Meant]:
    """The same for several, those after the first beside it."""
    found: list[Meant] = []
    for each in given:
        found.append(await role_meant(asking, each, dataset, found[0] if found else None))
    return found


def notes(*meant: Meant) -> list[str]:
    return [each.note for each in meant if each.note]


def _unknown(given: str, near: list[dict[str, str]], dataset: str | None) -> str:
    of = f" in the dataset {dataset}" if dataset else ""
    if not near:
        return f"No role {given[:100]!r}{of}: look for it with find, in other words or as a skill."
    nearest = ", ".join(f"{each['slug']} ({each['name']})" for each in near)
    return f"No role {given[:100]!r}{of} for sure. Nearest: {nearest}. Ask again with one of these slugs."
