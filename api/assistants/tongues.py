"""What an assistant is told that asked for a language in which nothing is told here: names are in others then."""

from api.assistants.asking import Asking
from knowledge.model.language import canonical
from knowledge.snapshot.translations import fitting


async def unspoken(asking: Asking, language: str) -> str | None:
    """What to say where nothing is called anything in a language, None where something is. Raises `Problem`."""
    known = (await asking.ask("languages"))["languages"]
    if not known or fitting(canonical(language), [each["tag"] for each in known]):
        return None
    own = ", ".join(each["tag"] for each in known if each["isOwn"])
    return f"Nothing here has a name in {canonical(language)}: names are in the language of their dataset ({own})."
