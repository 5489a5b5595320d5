"""The JSON Schema of seed files, for editors that complete and check them while somebody writes."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from knowledge.model.translation import TRANSLATABLE
from knowledge.model.vocabulary import Kind
from seeds.format import RECORDS, SECTIONS, Evident
from seeds.spoken import SPOKEN


def seed_file_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a YAML seed file."""
    records: list[type[BaseModel]] = [*RECORDS.values(), Evident]
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(each, "validation") for each in records]
    references, definitions = models_json_schema(models)

    def of(kind: Kind) -> dict[str, Any]:
        return references[RECORDS[kind], "validation"]

    for kind in (*TRANSLATABLE, Kind.TRANSLATION):
        _speak(definitions["$defs"][RECORDS[kind].__name__])
    definitions["$defs"][RECORDS[Kind.TRANSLATION].__name__]["required"].remove("language")  # a file may say it for all
    evidence = definitions["$defs"].pop("Evident")["properties"]
    properties: dict[str, Any] = {
        "dataset": {
            "description": "The dataset that the file declares, or the slug of the one that it belongs to.",
            "anyOf": [of(Kind.DATASET), {"type": "string"}],
        },
        "basis": {**evidence["basis"], "description": "The basis of all records that give none of their own."},
        "citations": {**evidence["citations"], "description": "The citations of all records without their own."},
        "language": {
            "description": "The language of a file with translations, as a BCP 47 tag: its records say what those with "
            "their slugs are called in it.",
            "type": "string",
        },
    }
    for section, kind in SECTIONS.items():
        many, one = {"type": "array", "items": of(kind)}, of(kind)
        same = section == kind.lower()
        properties |= {section: {"anyOf": [many, one]}} if same else {section: many, kind.lower(): one}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rolegraph seed file",
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "additionalProperties": False,
        **definitions,
    }


def _speak(record: dict[str, Any]) -> None:
    """Let names and texts of a record be told by language."""
    for name in SPOKEN:
        told = record["properties"].get(name)
        if told is not None:
            plain = {key: value for key, value in told.items() if key not in ("description", "title", "default")}
            more = {key: value for key, value in told.items() if key not in plain}
            by_language = {"type": "object", "additionalProperties": plain, "description": "By language."}
            record["properties"][name] = {"anyOf": [plain, by_language], **more}
