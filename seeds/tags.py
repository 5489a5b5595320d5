"""Language tags as people write them in seeds: refused where no such language was ever registered."""

from functools import lru_cache

from knowledge.model.language import canonical


@lru_cache(maxsize=1_000)
def known_tag(tag: str) -> str:
    """The canonical form of a language tag: `fra` is `fr`, `iw` is `he`, `de_at` is `de-AT`.

    Raises `ValueError` for what is no BCP 47 tag, and for languages, scripts, regions and variants that the registry of
    IANA does not have.
    """
    import langcodes  # its tables of the registry take 50 ms, which servers need not wait for

    written = canonical(tag)
    if not langcodes.tag_is_valid(written):
        raise ValueError(f"{tag[:60]!r} is no language that is registered: expected a BCP 47 tag such as fr, de-AT")
    return canonical(langcodes.standardize_tag(written))
