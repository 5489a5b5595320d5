// What views show, as rows of a table that can be downloaded.

import { isKnown, plain } from '../words';
import type { Row } from './csv';
import type { CompareQuery, RoleQuery, TransitionQuery } from './generated/graphql';
import type { Evidence } from './parts/evidence';

export type RoleShown = NonNullable<RoleQuery['role']>;
export type Compared = CompareQuery['overlap'];
export type MoveShown = TransitionQuery['transition'];

function cited({ basis, citations }: Evidence): Row {
  return { basis, sources: citations.map((each) => [each.source.title, each.section].filter(Boolean).join(', ')).join('; ') };
}

export function roleRows(role: RoleShown): Row[] {
  return [
    ...role.skills.edges.map(({ node: { slug, name }, importance, level, emphasis, ...edge }) => {
      return { kind: 'skill', slug, name, importance, level, said: emphasis, ...cited(edge) };
    }),
    ...role.tools.edges.map(({ node: { slug, name }, emphasis, ...edge }) => {
      return { kind: 'tool', slug, name, said: emphasis, ...cited(edge) };
    }),
    ...role.responsibilities.edges.map(({ node: { slug, name }, example, ...edge }) => {
      return { kind: 'responsibility', slug, name, said: example, ...cited(edge) };
    }),
    ...role.qualifications.edges.map(({ node: { slug, name }, requirement, share, ...edge }) => {
      return { kind: 'qualification', slug, name, importance: requirement, level: share, ...cited(edge) };
    }),
  ];
}

/** A column for each of the roles, named by its slug: how important a skill is to it, or whether it uses a tool. */
export function comparedRows({ roles, anySkills, anyTools }: Compared): Row[] {
  const byRole = (said: string[]) => Object.fromEntries(roles.map((role, place) => [role.slug, said[place]]));
  return [
    ...anySkills.map(({ skill: { slug, name }, holdings }) => {
      return { kind: 'skill', slug, name, ...byRole(holdings.map((held) => held?.importance ?? '')) };
    }),
    ...anyTools.map(({ tool: { slug, name }, holdings }) => {
      return { kind: 'tool', slug, name, ...byRole(holdings.map((held) => (held ? 'USED' : ''))) };
    }),
  ];
}

/** Levels are the publisher's own where it gives them, else 0 to 1. */
export function moveRows(move: MoveShown): Row[] {
  return [
    ...move.barriers.map((each) => ({ what: 'barrier', name: each.kind, needed: each.needed, held: each.held, takesAway: each.share })),
    ...move.transferableSkills.map(({ skill, weight, source, target }) => ({
      what: 'carries over',
      name: skill.name,
      weight,
      held: source.levelRating ?? source.level,
      needed: target.levelRating ?? target.level,
    })),
    ...move.skillGaps.map(({ skill, weight, missing, source, target, closest, closeness }) => ({
      what: 'missing',
      name: skill.name,
      weight,
      missing,
      held: source?.levelRating ?? source?.level,
      needed: target.levelRating ?? target.level,
      closest: closest?.name,
      closeness,
    })),
    ...move.unknownSkills.map((each) => ({ what: 'not known', name: each.name })),
    ...move.toolGaps.map((each) => ({ what: 'missing tool', name: each.tool.name, weight: each.weight })),
  ];
}

type SkillEdge = RoleShown['skills']['edges'][number];
const ORDER = { ESSENTIAL: 0, OPTIONAL: 1 };

/** Skills under their category or, without one, what they are; in each what is essential first, then by level. */
export function byCategory(edges: readonly SkillEdge[]): [heading: string, edges: SkillEdge[]][] {
  const groups = new Map<string, SkillEdge[]>();
  for (const edge of edges) {
    const heading = headingOf(edge.node); // a category is a name, and stays as it is
    groups.set(heading, [...(groups.get(heading) ?? []), edge]);
  }
  const foremost = (one: SkillEdge, other: SkillEdge) =>
    ORDER[one.importance] - ORDER[other.importance] || (other.level ?? 0) - (one.level ?? 0);
  return [...groups].map(([heading, held]) => [heading, held.sort(foremost)]);
}

interface Headed {
  kind: string;
  category?: string | null;
}

const headingOf = ({ category, kind }: Headed) => category ?? plain(kind);

/** The headings under which most of some skills stand, the most frequent first. */
export function headings(skills: readonly Headed[]): string[] {
  return heaviestGroups(skills.map((skill) => ({ skill, weight: 1 })));
}

/** The headings under which most of what is missing stands, by weight, the heaviest first. */
export function heaviestGroups(gaps: readonly { weight: number; skill: Headed }[]): string[] {
  const weights = new Map<string, number>();
  for (const { skill, weight } of gaps) weights.set(headingOf(skill), (weights.get(headingOf(skill)) ?? 0) + weight);
  return [...weights].sort(([, one], [, other]) => other - one).map(([heading]) => heading);
}

const NAMED = 3;

/**
 * What stands out among skills, in a few words: where a source rates them, those of the highest level; else the headings
 * under which most of them stand.
 */
export function standingOut(edges: readonly { level?: number | null; node: Headed & { name: string } }[]): string[] {
  const rated = edges.filter((each) => isKnown(each.level)).sort((one, other) => (other.level ?? 0) - (one.level ?? 0));
  const names = rated.length > edges.length / 2 ? rated.map((each) => each.node.name) : headings(edges.map((each) => each.node));
  return names.slice(0, NAMED);
}

/** What a move lacks most, in a few words: skills where a source rates them, else headings. */
export function lackedMost(gaps: MoveShown['skillGaps']): string[] {
  const rated = gaps.some((each) => isKnown(each.target.levelRating));
  return (rated ? gaps.map((each) => each.skill.name) : heaviestGroups(gaps)).slice(0, NAMED);
}
