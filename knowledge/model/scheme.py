"""Schemes of identifiers that other publishers give to what the model holds."""

from typing import Annotated

from knowledge.model.declaring import Chars, declared, said
from knowledge.model.entity import Entity
from knowledge.model.vocabulary import Kind


@declared(Kind.IDENTIFIER_SCHEME, meaning="A scheme of identifiers.", section="identifier_schemes")
class IdentifierScheme(Entity):
    """A scheme that identifiers of entities belong to. Its slug is what `external_ids` call it, as `onet-soc`."""

    unique: bool = said(
        "Whether an identifier of the scheme names one thing: no two active records of a kind and dataset have the "
        "same. False for codes of classes, which many share.",
        default=True,
    )
    address: Annotated[str, Chars(2_000, r"^https?://[^\s]*\{identifier\}[^\s]*$")] | None = said(
        "Where it leads: an address of the web in which `{identifier}` stands for the identifier; null if nowhere.",
        default=None,
    )
