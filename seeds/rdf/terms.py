"""The words of SKOS, and of the vocabularies around it, that are understood."""

from knowledge.model.vocabulary import Importance, Kind, MappingRelation, ReuseLevel, SkillKind

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XL = "http://www.w3.org/2008/05/skos-xl#"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
ADMS = "http://www.w3.org/ns/adms#"
ESCO = "http://data.europa.eu/esco/model#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA_ORG = "https://schema.org/"
CUBE = "http://purl.org/linked-data/cube#"
SDMX = "http://purl.org/linked-data/sdmx/2009/"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWN = "urn:rolegraph:"
"""What SKOS has no word for: kinds, slugs, sorts of skills, schemes of identifiers."""
MODEL = f"{OWN}model:"
"""Relations of the model that neither SKOS nor ESCO has: of roles to tools, responsibilities, and so on."""

KIND = f"{OWN}kind:"
IDENTIFIER, GROUP_CODE = f"{OWN}scheme:", f"{OWN}group-code:"
"""Datatypes of notations: the scheme of an identifier, and the classification that a group's code is of."""

PREFIXES = {
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "owl": OWL,
    "esco": ESCO,
    "prov": PROV,
    "schema": SCHEMA_ORG,
    "qb": CUBE,
    "sdmx-dimension": f"{SDMX}dimension#",
    "sdmx-measure": f"{SDMX}measure#",
    "sdmx-attribute": f"{SDMX}attribute#",
    "rolegraph": MODEL,
}

TYPE = f"{RDF}type"
VALUE = (f"{RDF}value", f"{ESCO}nodeLiteral", f"{XL}literalForm")
"""Where the text stands, if the object is a thing with a text."""

PREFERRED = (f"{SKOS}prefLabel", f"{XL}prefLabel")
OTHERS = (f"{SKOS}altLabel", f"{XL}altLabel", f"{SKOS}hiddenLabel", f"{XL}hiddenLabel")
TEXTS = {
    "description": (f"{DCTERMS}description",),
    "definition": (f"{SKOS}definition",),
    "scope_note": (f"{SKOS}scopeNote",),
}
NOTATION = f"{SKOS}notation"
BROADER, NARROWER = f"{SKOS}broader", f"{SKOS}narrower"
IN_SCHEME = (f"{SKOS}inScheme", f"{SKOS}topConceptOf")
HAS_TOP, MEMBER = f"{SKOS}hasTopConcept", f"{SKOS}member"
MAPPINGS = {
    f"{SKOS}exactMatch": MappingRelation.EXACT_MATCH,
    f"{SKOS}closeMatch": MappingRelation.CLOSE_MATCH,
    f"{SKOS}broadMatch": MappingRelation.BROAD_MATCH,
    f"{SKOS}narrowMatch": MappingRelation.NARROW_MATCH,
}
REPLACED_BY, REPLACES = f"{DCTERMS}isReplacedBy", f"{DCTERMS}replaces"
DEPRECATED = f"{OWL}deprecated"
STATUS = (f"{ADMS}status", f"{ESCO}status")
RETIRED = ("deprecated", "obsolete", "withdrawn", "retired")
SKILL_TYPE = f"{ESCO}skillType"
REUSE = (f"{ESCO}reuseLevel", f"{ESCO}skillReuseLevel")
IN_GROUP, IN_OTHER_GROUP = f"{ESCO}memberOfISCOGroup", f"{MODEL}memberOf"
"""To which group of ISCO-08 an occupation belongs, and to which of another classification."""
NEEDS = {f"{ESCO}relatedEssentialSkill": Importance.ESSENTIAL, f"{ESCO}relatedOptionalSkill": Importance.OPTIONAL}
NEEDED = {
    f"{ESCO}isEssentialForOccupation": Importance.ESSENTIAL,
    f"{ESCO}isEssentialForSkill": Importance.ESSENTIAL,
    f"{ESCO}isOptionalForOccupation": Importance.OPTIONAL,
    f"{ESCO}isOptionalForSkill": Importance.OPTIONAL,
}
RELATIONSHIP, FOR, REFERS = f"{ESCO}Relationship", f"{ESCO}isRelationshipFor", f"{ESCO}refersConcept"
RELATIONSHIP_TYPE = f"{ESCO}hasRelationshipType"
"""A link as a thing of its own, as ESCO has it: from what, to what, and which property says it in one statement."""
SAYING = {
    "level": f"{MODEL}level",
    "importance_rating": f"{MODEL}importanceRating",
    "level_rating": f"{MODEL}levelRating",
    "emphasis": f"{DCTERMS}description",
}
"""What is said of how a role holds a skill, by the fields of that link."""
BASIS, CONFIDENCE = f"{MODEL}basis", f"{MODEL}confidence"
CATEGORY, REGULATED, REPORTED = f"{MODEL}category", f"{MODEL}regulated", f"{MODEL}reportedTitle"
PRIMARY_SOURCE, CITATION = f"{PROV}hadPrimarySource", f"{DCTERMS}bibliographicCitation"
PART_OF = f"{DCTERMS}isPartOf"
SAME = f"{OWL}sameAs"
"""Leads from the address that a server gives to a concept to its name, which is the same on all servers."""
TITLES = (f"{DCTERMS}title", *PREFERRED, f"{RDFS}label")
PUBLISHER, LICENCE, VERSION, HOME = f"{DCTERMS}publisher", f"{DCTERMS}license", f"{OWL}versionInfo", f"{RDFS}seeAlso"

LITERAL = frozenset((*PREFERRED, *OTHERS, *(each for names in TEXTS.values() for each in names), *VALUE, *TITLES))
"""Of these, texts in languages that are not asked for are left out."""

READ = LITERAL | {
    TYPE,
    NOTATION,
    BROADER,
    NARROWER,
    *IN_SCHEME,
    HAS_TOP,
    MEMBER,
    *MAPPINGS,
    REPLACED_BY,
    REPLACES,
    DEPRECATED,
    *STATUS,
    SKILL_TYPE,
    *REUSE,
    IN_GROUP,
    IN_OTHER_GROUP,
    *NEEDS,
    *NEEDED,
    PUBLISHER,
    LICENCE,
    VERSION,
    HOME,
    SAME,
    FOR,
    REFERS,
    RELATIONSHIP_TYPE,
    *SAYING.values(),
    BASIS,
    CONFIDENCE,
    PRIMARY_SOURCE,
    CATEGORY,
    REGULATED,
    REPORTED,
}

CONCEPT, SCHEME, COLLECTION = f"{SKOS}Concept", f"{SKOS}ConceptScheme", f"{SKOS}Collection"
KINDS = {
    f"{ESCO}Occupation": Kind.ROLE,
    f"{ESCO}Skill": Kind.SKILL,
    **{f"{KIND}{kind}": kind for kind in (Kind.ROLE, Kind.SKILL, Kind.ROLE_GROUP)},
}
ISCO = ("http://data.europa.eu/esco/isco/", "http://data.europa.eu/esco/concept-scheme/isco")
SKILL_TYPES = {
    "http://data.europa.eu/esco/skill-type/knowledge": SkillKind.KNOWLEDGE,
    "http://data.europa.eu/esco/skill-type/skill": SkillKind.SKILL,
    "http://data.europa.eu/esco/skill-type/competence": SkillKind.SKILL,
    **{f"{OWN}skill-kind:{each}": each for each in SkillKind},
}
REUSE_LEVELS = {
    "transversal": ReuseLevel.TRANSVERSAL,
    "cross-sector": ReuseLevel.CROSS_SECTOR,
    "cross-sectoral": ReuseLevel.CROSS_SECTOR,
    "sector-specific": ReuseLevel.SECTOR_SPECIFIC,
    "occupation-specific": ReuseLevel.OCCUPATION_SPECIFIC,
}
SKILL_TYPE_PLACE = "http://data.europa.eu/esco/skill-type/"
DATE, TIME = f"{XSD}date", f"{XSD}dateTime"
REUSE_PLACE = "http://data.europa.eu/esco/skill-reuse-level/"


def short(iri: str) -> str:
    """An address as people write it, `skos:broader`, where its vocabulary is one of these."""
    for prefix, start in {**PREFIXES, "skosxl": XL, "adms": ADMS}.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri[:200]
