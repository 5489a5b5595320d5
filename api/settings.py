"""Settings: environment variables with the prefix ROLEGRAPH_."""

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

from limits import parse as parse_rate
from pydantic import AfterValidator, BeforeValidator, Field, FilePath
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from api.prefix import PathPrefix
from api.secret_files import ENDING, SecretFiles
from db.waiting import Waiting
from schema.limits import Limits


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _rate(value: str) -> str:
    parse_rate(value)  # ValueError where it is none
    return value


Rate = Annotated[str, AfterValidator(_rate)]
DEFAULTS = Limits()
PREFIX = "ROLEGRAPH_"
LINK = re.compile(r"ROLEGRAPH\w*_(SERVICE_(HOST|PORT)\w*|PORT_\d+_\w+)")
"""What Kubernetes tells every container in a namespace with a service named rolegraph."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - given
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - given
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables, and files that variables name."""
        return init_settings, env_settings, SecretFiles(settings_cls)

    database_url: str = Field(
        default="sqlite:///rolegraph.db", description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on.")
    path_prefix: PathPrefix = Field(
        default="", description="What stands before all paths where a proxy has Rolegraph below its own, as /careers."
    )
    site_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s/?#]+(/[^\s?#]*[^\s/?#])?)?$",
        description="Where visitors find the page, as https://site.example/careers: it tells search engines so.",
    )
    workers: int = Field(default=1, ge=1, le=64, description="How many processes serve.")
    worker_seconds: float = Field(
        default=60,
        gt=0,
        description="How long one of several processes may show no life until another replaces it, in seconds.",
    )
    poll_seconds: float = Field(
        default=0.2, gt=0, le=60, description="How often a server looks for a new revision, in seconds."
    )
    word_indexes: str = Field(
        default="cache",
        min_length=1,
        description="Where word indexes are kept between runs: a folder, `cache` for the platform's own for caches, or "
        "`none`.",
    )
    word_vectors: Path | None = Field(
        default=None,
        description="A folder with word vectors of more languages than English, in a folder for each "
        "([how](words.md)). Default: none.",
    )
    old_snapshot_records: int = Field(
        default=150_000,
        ge=0,
        description="How many records, but for translations and observations, the older revisions in memory may have "
        "together; one is kept in any case.",
    )
    old_snapshots: int = Field(
        default=10, ge=1, description="How many older revisions there may be in memory, however small they are."
    )
    shutdown_seconds: int = Field(
        default=30,
        ge=1,
        description="How long a server may take to end that was told to, with what it is at, in seconds.",
    )

    database_connect_seconds: float = Field(
        default=5, gt=0, description="How long a server waits for a connection to the database, in seconds."
    )
    database_pool_seconds: float = Field(
        default=5, gt=0, description="How long it waits for one of its own connections that is in use, in seconds."
    )
    database_lock_seconds: float = Field(
        default=5, gt=0, description="How long it waits for what another transaction has locked, in seconds."
    )
    database_seconds: float = Field(
        default=10, gt=0, description="How long a question to the database may take, or hear nothing, in seconds."
    )
    database_tcp_seconds: float = Field(
        default=10, gt=0, description="How long the host of the database may acknowledge nothing, in seconds."
    )

    response_cache_bytes: int = Field(
        default=64 * 2**20, ge=0, description="How much memory finished answers may take in a process; 0 keeps none."
    )
    max_age: int = Field(
        default=60, ge=0, description="How long caches may serve a GET answer without asking, in seconds."
    )
    stale_while_revalidate: int = Field(
        default=600, ge=0, description="How long caches may serve an old answer while they ask, in seconds."
    )
    cors_origins: Annotated[list[str], NoDecode, BeforeValidator(_split)] = Field(
        default=["*"], description="Origins whose pages may read answers, separated by commas; * is all."
    )
    trusted_proxies: Annotated[list[IPv4Network | IPv6Network], NoDecode, BeforeValidator(_split)] = Field(
        default=[], description="Addresses or networks of proxies whose X-Forwarded-For is believed, with commas."
    )

    introspection: bool = Field(default=True, description="Whether the schema can be asked for.")
    trusted_documents_only: bool = Field(
        default=False, description="Whether only documents are answered that `rolegraph documents add` registered."
    )
    max_characters: int = Field(default=DEFAULTS.characters, ge=1, description="The longest document, in characters.")
    max_tokens: int = Field(default=DEFAULTS.tokens, ge=1, description="The most tokens of a document.")
    max_depth: int = Field(default=DEFAULTS.depth, ge=1, description="The most levels of fields in a document.")
    max_aliases: int = Field(default=DEFAULTS.aliases, ge=0, description="The most aliases in a document.")
    max_root_fields: int = Field(default=DEFAULTS.root_fields, ge=1, description="The most fields at the root.")
    max_directives: int = Field(default=DEFAULTS.directives, ge=0, description="The most directives in a document.")
    max_fragments: int = Field(
        default=DEFAULTS.fragments, ge=0, description="The most fragments and uses of them in a document."
    )
    max_repetitions: int = Field(
        default=DEFAULTS.repetitions, ge=0, description="The most fields that repeat one beside them."
    )
    max_cost: int = Field(default=DEFAULTS.cost, ge=1, description="What a request may cost, in points.")
    max_objects: int = Field(default=DEFAULTS.objects, ge=1, description="How many objects an answer may hold.")
    max_answer_bytes: int = Field(
        default=DEFAULTS.answer_bytes, ge=1_000, description="How many bytes an answer may have, before compression."
    )
    max_seconds: float = Field(default=10, gt=0, description="How long an answer may be worked on, in seconds.")

    anonymous_rate: Rate | None = Field(
        default=None, description="How many requests an address without a key may make, such as 600/minute."
    )
    anonymous_budget: Rate | None = Field(
        default=None, description="How many points an address without a key may spend, such as 100000/minute."
    )
    rate_storage: str = Field(
        default="memory://",
        pattern=r"^(memory://|(redis|rediss|valkey)://.+)$",
        description="Where requests are counted: memory:// for each process, or the redis:// address of a Redis or "
        "Valkey that all share.",
    )
    rate_storage_seconds: float = Field(
        default=0.5, gt=0, description="How long that may take to count a request, in seconds; then it is not counted."
    )

    picture_fonts: Annotated[list[FilePath], NoDecode, BeforeValidator(_split)] = Field(
        default=[],
        description="Font files that pictures of pages are lettered with besides DejaVu Sans, separated by commas.",
    )

    loading: bool = Field(
        default=False, description="Whether datasets can be loaded over HTTP, by who has a key that may."
    )
    load_bytes: int = Field(
        default=100_000_000, ge=1_000, description="How many bytes a load over HTTP may have, workbooks unpacked."
    )
    load_files: int = Field(default=1_000, ge=1, description="How many files a load over HTTP may have.")
    load_seconds: float = Field(
        default=600, gt=0, description="How long a load over HTTP may take to arrive, and then to be done, in seconds."
    )

    assistants: bool = Field(default=True, description="Whether assistants may ask at /mcp (Model Context Protocol).")
    assistant_origins: Annotated[list[str], NoDecode, BeforeValidator(_split)] = Field(
        default=[],
        description="Origins whose pages may ask at /mcp, separated by commas, beside those of `ROLEGRAPH_SITE_URL`, "
        "of this machine, and those that `ROLEGRAPH_CORS_ORIGINS` names one by one; * is all.",
    )
    api_key: str = Field(default="", description="The key that `rolegraph mcp --address` asks with.")

    log_format: Literal["text", "json"] = Field(default="text", description="How log lines are written.")
    log_requests: bool = Field(default=False, description="Whether each request is logged.")
    tracing: bool = Field(
        default=False, description="Whether requests are traced with OpenTelemetry, which OTEL_… variables configure."
    )

    def waiting(self) -> Waiting:
        """How long a server waits for the database."""
        return Waiting(
            connect=self.database_connect_seconds,
            pool=self.database_pool_seconds,
            lock=self.database_lock_seconds,
            silence=self.database_seconds,
            statement=self.database_seconds,
            tcp=self.database_tcp_seconds,
        )

    def limits(self) -> Limits:
        """What documents are held against."""
        return Limits(
            characters=self.max_characters,
            tokens=self.max_tokens,
            depth=self.max_depth,
            aliases=self.max_aliases,
            root_fields=self.max_root_fields,
            directives=self.max_directives,
            fragments=self.max_fragments,
            repetitions=self.max_repetitions,
            cost=self.max_cost,
            objects=self.max_objects,
            answer_bytes=self.max_answer_bytes,
            introspection=self.introspection,
        )


def unknown_settings() -> Iterator[tuple[str, str | None]]:
    """Environment variables that look like settings and are none, each with the setting that it resembles most."""
    known = [name.upper() for name in Settings.model_fields]
    known += [name + ENDING for name in known]
    for variable in sorted(os.environ):
        name = variable.upper().removeprefix(PREFIX)
        if variable.upper().startswith(PREFIX) and name not in known and not LINK.fullmatch(variable):
            nearest = get_close_matches(name, known, 1)
            yield variable, PREFIX + nearest[0] if nearest else None
