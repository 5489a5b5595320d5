"""Whatever the model declares can be asked for in GraphQL, or there is a reason here why not."""

import dataclasses
from typing import Any

import pytest

from knowledge.model.declaring import DECLARED, Said
from knowledge.model.kinds import EXTENSIONS, KINDS
from schema.query import schema

SHOWN_BY: dict[str, tuple[str, ...]] = {
    "ResponsibilityBroader": ("ResponsibilityRelation",),
    "ResourceSkill": ("LearningResourceSkillEdge", "SkillResourceEdge"),
    "ResourceTool": ("LearningResourceToolEdge", "ToolResourceEdge"),
    "RoleBroader": ("RoleRelation",),
    "RoleApplication": ("RoleApplicationEdge", "ApplicationRoleEdge"),
    "RoleQualification": ("RoleQualificationEdge", "QualificationRoleEdge"),
    "RoleResponsibility": ("RoleResponsibilityEdge", "ResponsibilityRoleEdge"),
    "DescriptorBroader": ("DescriptorRelation",),
    "RoleDescriptor": ("RoleDescriptorEdge", "DescriptorRoleEdge"),
    "RoleSkill": ("RoleSkillEdge", "SkillRoleEdge"),
    "RoleTool": ("RoleToolEdge", "ToolRoleEdge"),
    "SkillBroader": ("SkillRelation",),
    "RelatedSkill": ("RelatedSkill",),
    "SkillTool": ("ToolSkillEdge", "SkillToolEdge"),
    "Figure": ("Observation",),
}
"""The GraphQL types that stand for a class of the model, where they do not have its name."""

OTHERWISE: dict[str, str] = {
    "Source.dataset": "a source is asked for through what it supports, which has a dataset",
    "RoleBroader.broader": "`end` of the relation",
    "ResponsibilityBroader.broader": "`end` of the relation",
    "SkillBroader.broader": "`end` of the relation",
    "DescriptorBroader.broader": "`end` of the relation",
    "RelatedSkill.related": "`skill` of what is related, which may be computed, too",
    "ConceptMapping.subject_kind": "the type of `subject`",
    "Role.moves_out": "`moves(direction: OUT)`",
    "Dataset.language": "`language`, which says English where the record says nothing",
    "Translation.subject_kind": "the type of what has it",
    "Translation.subject": "translations are told of what they translate",
    "Translation.slug": "made of what else it says, and asked for nowhere",
    "Translation.status": "only active ones are told",
    "Translation.replaced_by": "only active ones are told",
    "Translation.external_ids": "those of its subject are meant",
    "Translation.hidden_aliases": "shown nowhere: they are there to be found",
    "Observation.subject_kind": "the type of `subject`",
    "Observation.figures": "each is an `Observation` of its own, in its market",
    "Observation.slug": "made of what else it says, and asked for nowhere",
    "Observation.name": "made of what else it says",
    "Observation.status": "only active ones are told",
    "Observation.replaced_by": "only active ones are told",
    "Observation.aliases": "it has a measure and a subject, which have names",
    "Observation.external_ids": "those of its subject are meant",
    "Observation.description": "that of its measure is meant",
    "Observation.definition": "that of its measure is meant",
    "Observation.scope_note": "that of its measure is meant",
}

STATEMENTS = ("CommonGround", "HiringNeed", "HiringChannel", "Outlook", "Example", "ConceptMapping", "IdentifierScheme")
OF_ENTITIES = ("aliases", "definition", "scope_note", "external_ids", "replaced_by")
OTHERWISE |= {
    f"{cls}.{attribute}": "statements are no entities in GraphQL: active ones come with what they are about"
    for cls in STATEMENTS
    for attribute in OF_ENTITIES
    if (cls, attribute) != ("HiringNeed", "aliases")
}
OTHERWISE["ConceptMapping.description"] = "a mapping says all in its relation"


def fields_of(type_name: str) -> dict[str, str]:
    """The attribute that each field of a GraphQL type reads, by the name of the field."""
    definition: Any = schema.schema_converter.type_map[type_name].definition
    found = {}
    for each in definition.fields:
        resolver = each.base_resolver
        read = getattr(resolver.wrapped_func, "reads_attribute", None) if resolver else None
        found[each.python_name] = read or each.python_name
    return found


ENDS = ("skill", "tool", "application", "responsibility", "qualification", "descriptor")

FIELDS = [
    (name, each.name)
    for name, declaration in DECLARED.items()
    if name != "Entity"
    for each in dataclasses.fields(declaration.cls)
    if isinstance(each.metadata.get("field"), Said)
]


@pytest.mark.parametrize(("cls", "attribute"), FIELDS, ids=lambda part: part)
def test_a_field_of_the_model_is_in_graphql_or_there_is_a_reason(cls: str, attribute: str) -> None:
    """What a link says is in all types that stand for it; the end that it leads from is what it is asked of."""
    reads = [attribute in fields_of(name).values() for name in SHOWN_BY.get(cls, (cls,))]
    is_end = attribute in ENDS
    reachable = any(reads) if is_end else all(reads)
    assert reachable != (f"{cls}.{attribute}" in OTHERWISE), "what can be asked for needs no reason"


def test_reasons_are_of_fields_that_there_are() -> None:
    known = {f"{cls}.{attribute}" for cls, attribute in FIELDS}
    assert set(OTHERWISE) <= known
    assert set(SHOWN_BY) <= set(DECLARED)


ALWAYS = {"Skill.related": "nearness is computed, of what extensions add, too; `addedBy` tells whose reason it is"}
ADDED_TO = [
    (KINDS[kind].make.__name__, "moves" if many.name == "moves_out" else many.name)
    for kind, extension in EXTENSIONS.items()
    for many in KINDS[kind].lists
    if many.key in {each.key for each in extension.lists}
]


@pytest.mark.parametrize(("cls", "attribute"), ADDED_TO, ids=lambda part: part)
def test_a_list_that_extensions_add_to_can_be_had_without_them_or_there_is_a_reason(cls: str, attribute: str) -> None:
    definition: Any = schema.schema_converter.type_map[cls].definition
    read = fields_of(cls)
    (field,) = [each for each in definition.fields if read[each.python_name] == attribute]
    takes = "extensions" in {each.python_name for each in field.arguments}
    assert takes != (f"{cls}.{attribute}" in ALWAYS), "what can be left out needs no reason"


def test_extensions_have_all_lists_but_those_that_make_hierarchies() -> None:
    for kind, extension in EXTENSIONS.items():
        left_out = {many.name for many in KINDS[kind].lists} - {many.name for many in extension.lists}
        assert left_out <= {"broader"}, kind
        assert all(many.said.ends for many in KINDS[kind].lists if many.name in left_out)
