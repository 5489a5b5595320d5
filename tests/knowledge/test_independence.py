"""What one dataset says changes no figure of another that no mapping joins to it."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.difference import difference
from knowledge.questions.match import match_roles
from knowledge.questions.moves import MoveFilter, transitions
from knowledge.questions.overlap import overlap
from knowledge.questions.transition import transition
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from tests.knowledge.worlds import ROLES, SKILLS, records, slugs

Records = dict[Key, dict[str, Any]]
pairs = st.permutations(slugs("role", ROLES)).map(lambda order: (order[0], order[1]))


def moved(found: Records) -> Records:
    """The records as those of another dataset, all slugs under it."""

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [renamed(each) for each in value]
        prefixes = ("role", "skill", "tool", "bachelor", "master")
        return f"e/{value}" if isinstance(value, str) and value.startswith(prefixes) else value

    other = {Key(key.kind, f"e/{key.slug}"): renamed(each) | {"dataset": "e"} for key, each in found.items()}
    other.pop(Key(Kind.DATASET, "e/d"))
    return {Key(Kind.DATASET, "e"): {"slug": "e", "title": "E"}, **other}


def figures(snapshot: Snapshot, pair: tuple[str, str]) -> list[Any]:
    """Everything that is computed of two roles and of a profile, to the digit."""
    move, shared = transition(snapshot, *pair), overlap(snapshot, pair)
    own = MoveFilter(dataset="d")
    profile = match_roles(snapshot, slugs("skill", SKILLS)[:3], ["tool0"])
    return [
        move.feasibility,
        move.likeness,
        move.band,
        [(each.kind, each.score, each.weight, each.explanation) for each in (*move.factors, *move.likeness_factors)],
        [(each.kind, each.steps, each.share) for each in move.barriers],
        [(gap.skill.slug, gap.weight, gap.missing, gap.closeness) for gap in move.skill_gaps],
        [(each.skill.slug, each.weight, each.coverage, each.specificity) for each in move.transferable_skills],
        [(each.target.slug, each.feasibility, each.likeness) for each in transitions(snapshot, pair[0], own)],
        shared.similarity,
        shared.likeness,
        [(each.entity.slug, each.specificity) for each in (*shared.skills, *shared.tools)],
        [(each.feature.slug, each.shift) for each in difference(snapshot, *pair).emphasis],
        [
            (each.role.slug, each.score, each.coverage, each.use)
            for each in profile.matches
            if each.role.dataset.slug == "d"
        ],
    ]


@given(records(), records(), pairs)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_loading_another_dataset_changes_no_figure(ours: Records, theirs: Records, pair: tuple[str, str]) -> None:
    assert figures(build(ours, []), pair) == figures(build(ours | moved(theirs), []), pair)


@given(records(), records(), pairs, st.sampled_from(slugs("role", ROLES)))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_deprecating_a_role_of_another_dataset_changes_no_figure(
    ours: Records, theirs: Records, pair: tuple[str, str], retired: str
) -> None:
    other = moved(theirs)
    key = Key(Kind.ROLE, f"e/{retired}")
    without = other | {key: other[key] | {"status": "DEPRECATED"}}
    assert figures(build(ours | other, []), pair) == figures(build(ours | without, []), pair)


def split(found: Records, cuts: dict[str, int]) -> Records:
    """The same knowledge, said by two datasets: an extension has what follows so many links of each role in `cuts`."""
    result = {**found, Key(Kind.DATASET, "x"): {"slug": "x", "title": "X"}}
    for slug, cut in cuts.items():
        role = found[Key(Kind.ROLE, slug)]
        lists = {name: role[name] for name in ("skills", "tools", "qualifications")}
        result[Key(Kind.ROLE, slug)] = role | {name: items[:cut] for name, items in lists.items()}
        result[Key(Kind.ROLE_EXTENSION, f"x/{slug}")] = {
            "slug": f"x/{slug}",
            "name": slug,
            "dataset": "x",
            "basis": "INFERRED",
            "role": slug,
            **{name: items[cut:] for name, items in lists.items() if items[cut:]},
        }
    return result


CUTS = st.dictionaries(st.sampled_from(slugs("role", ROLES)), st.integers(0, 3))


@given(records(), pairs, CUTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_an_extension_adds_counts_as_if_the_record_said_it(
    ours: Records, pair: tuple[str, str], cuts: dict[str, int]
) -> None:
    whole, parted = build(ours, []), build(split(ours, cuts), [])
    assert figures(whole, pair) == figures(parted, pair)
    back = [
        [[link.role.slug for link in skill.roles] for skill in snapshot.skills.values()] for snapshot in (whole, parted)
    ]
    assert back[0] == back[1], "lists that lead back are in the same order, too"


@given(records(), pairs, CUTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_the_record_says_already_changes_no_figure(
    ours: Records, pair: tuple[str, str], cuts: dict[str, int]
) -> None:
    again = split(ours, dict.fromkeys(cuts, 0)) | ours
    assert figures(build(ours, []), pair) == figures(build(again, []), pair)


@given(records(), records(), pairs, CUTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_an_extension_of_another_dataset_changes_no_figure_of_this_one(
    ours: Records, theirs: Records, pair: tuple[str, str], cuts: dict[str, int]
) -> None:
    extended = moved({key: each for key, each in split(theirs, cuts).items() if key != Key(Kind.DATASET, "x")})
    assert figures(build(ours, []), pair) == figures(build(ours | extended, []), pair)


def test_a_dataset_all_of_whose_roles_are_deprecated_is_compared_all_the_same() -> None:
    base = {"dataset": "d", "basis": "STATED", "status": "DEPRECATED", "description": "Bakes bread."}
    roles = {Key(Kind.ROLE, slug): {**base, "slug": slug, "name": slug} for slug in ("baker", "miller")}
    snapshot = build({Key(Kind.DATASET, "d"): {"slug": "d", "title": "D"}, **roles}, [])
    assert 0 < transition(snapshot, "baker", "miller").feasibility < 1
    assert len(transitions(snapshot, "baker")) == 0
