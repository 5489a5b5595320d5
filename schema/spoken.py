"""The languages that are loaded, in GraphQL."""

import strawberry

from knowledge.snapshot import spoken
from schema.context import Info
from schema.directives import ListSize
from schema.languages import wanted
from schema.sentences import SaidIn


@strawberry.type(description="A language in which something is called.")
class SpokenLanguage:
    tag: str = strawberry.field(description="The language, as a BCP 47 tag.")
    is_own: bool = strawberry.field(description="Whether a dataset speaks it; if not, there are translations alone.")
    translated: int = strawberry.field(description="How many records translations tell in it.")


@strawberry.type
class LanguageRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="The languages in which something is called: those that datasets speak, then those of others.",
        graphql_type=list[SpokenLanguage],
        directives=[ListSize(assumed_size=5)],
    )
    def languages(self, info: Info) -> list[spoken.SpokenLanguage]:
        return spoken.spoken_languages(info.context.snapshot)

    @strawberry.field(
        description="The language in which `explanation`, `reason` and other sentences of ours are said to who asks "
        "for this one: that of the argument, what it is a special case of, or English where there are no words of it.",
        graphql_type=SpokenLanguage,
    )
    def sentence_language(self, info: Info, language: SaidIn = None) -> spoken.SpokenLanguage:
        said = info.context.speaker(wanted(info.context, language)).language
        known = {each.tag: each for each in spoken.spoken_languages(info.context.snapshot)}
        return known.get(said) or spoken.SpokenLanguage(said, is_own=False, translated=0)
