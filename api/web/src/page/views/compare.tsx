import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';

import { address } from '../../addresses';
import { isKnown, percent, plain } from '../../words';
import { keyOf } from '../charts/regions';
import { Upset } from '../charts/upset';
import { type Asked, useAsk } from '../client';
import { CompareDocument, PairDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { type Evidence, Facts, Section, Table, Why } from '../parts/facts';
import { type Named, To } from '../parts/links';
import { Importance, Lettered, Level, Meter } from '../parts/marks';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading, Note } from '../parts/states';
import type { Rated } from '../ratings';
import { type Compared as Answered, comparedRows } from '../rows';
import { toggled } from '../typed';

const MOST = 8; // roles that the server compares at once; of more in an address it says so itself

export function Compare() {
  const [parameters, setParameters] = useSearchParams();
  const slugs = (parameters.get('roles') ?? '').split(',').filter(Boolean);
  const choose = (chosen: string[]) => setParameters(chosen.length ? { roles: chosen.join(',') } : {});
  const asked = useAsk(CompareDocument, slugs.length > 1 ? { roles: slugs } : null);
  const names = asked.data?.overlap.roles.map((each) => each.name);
  return (
    <>
      <Heading title={names ? names.join(' and ') : 'Compare roles'} />
      <div className="chosen">
        <ul className="chips">
          {slugs.map((slug, place) => (
            <li key={slug}>
              <Lettered place={place}>{names?.[place] ?? slug}</Lettered>
              <button
                type="button"
                className="bare"
                aria-label={`Leave out ${names?.[place] ?? slug}`}
                onClick={() => choose(toggled(slugs, slug, false))}>
                ×
              </button>
            </li>
          ))}
        </ul>
        {slugs.length < MOST ? (
          <Picker
            label={slugs.length ? 'Add a role' : 'First role'}
            placeholder="Name of a role"
            types={['ROLE']}
            onPick={({ slug }) => choose(toggled(slugs, slug, true))}
          />
        ) : null}
      </div>
      {slugs.length < 2 ? (
        <Empty>Choose two to eight roles: you see what they share, what each has alone, and what sources say of the difference.</Empty>
      ) : (
        <Answer
          asked={asked}
          kept={(slug, wrong) => address('/compare', { roles: slugs.map((each, place) => (place === wrong ? slug : each)).join(',') })}>
          {({ overlap }) => <Compared overlap={overlap} asked={asked} />}
        </Answer>
      )}
    </>
  );
}

function Compared({ overlap, asked }: { overlap: Answered; asked: Asked<unknown> }) {
  const { roles, anySkills, anyTools } = overlap;
  return (
    <>
      <Downloads name="compare" asked={asked} data={overlap} rows={comparedRows} />
      <Alike overlap={overlap} />
      {roles.length > 2 ? <Pairs roles={roles} /> : null}
      <Holdings title="Skills" what="skill" roles={roles} rows={anySkills.map(({ skill, holdings }) => ({ thing: skill, holdings }))} />
      <Holdings title="Tools" what="tool" roles={roles} rows={anyTools.map(({ tool, holdings }) => ({ thing: tool, holdings }))} />
      <Contrasts overlap={overlap} />
      <Facts
        title="Common ground that sources state"
        columns
        items={overlap.commonGround}
        by={(each) => each.topic}
        text={(each) => each.statement}>
        {(each) => <strong>{each.topic}</strong>}
      </Facts>
    </>
  );
}

/** How related the roles are, and how much of what they hold is the same: the second is unknown without a common vocabulary. */
function Alike({ overlap }: { overlap: Answered }) {
  const several = overlap.roles.length > 2;
  return (
    <>
      <p className="lead">
        <strong>{percent(overlap.likeness)} related</strong>
        {several ? ', the least that any two of them are' : ''}: by what they do, know and are called. Any two roles have about 30%.
      </p>
      {overlap.comparable ? (
        <p className="lead">
          <strong>{percent(overlap.similarity)} shared</strong>: of the skills, tools and all else that any of them has, so much is common
          to all. What few roles have weighs more.
        </p>
      ) : (
        <Note>
          What they share is not known: no vocabulary has the skills and tools of {several ? 'all of them' : 'both'}. Below, what seems to
          belong to one role alone may be in another under a different name.
        </Note>
      )}
    </>
  );
}

type Holding = Evidence & Rated & { importance?: 'ESSENTIAL' | 'OPTIONAL'; emphasis?: string | null };

interface Held {
  title: string;
  what: 'skill' | 'tool';
  roles: Answered['roles'];
  rows: { thing: Named; holdings: readonly (Holding | null)[] }[];
}

function Holdings({ title, what, roles, rows }: Held) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (rows.length === 0) return null;
  const members = rows.map((row) => ({ ...row, in: row.holdings.map(isKnown) }));
  return (
    <Section title={title}>
      <Upset sets={roles} members={members} what={what} chosen={chosen} onChoose={setChosen} />
      <Table
        label={`${title} by role`}
        head={plain(what)}
        columns={roles.map(({ slug, name }, place) => ({ slug, name: <Lettered place={place}>{name}</Lettered> }))}
        rows={members
          .filter((row) => chosen === null || keyOf(row.in) === chosen)
          .map(({ thing, holdings }) => ({ slug: thing.slug, head: <To kind={what} thing={thing} />, cells: holdings.map(heldHow) }))}
      />
    </Section>
  );
}

function heldHow(held: Holding | null): ReactNode {
  if (!held) {
    return (
      <span className="quiet">
        <span aria-hidden="true">–</span>
        <span className="hidden">does not have it</span>
      </span>
    );
  }
  return (
    <>
      <Importance of={held.importance ?? 'ESSENTIAL'} /> {held.importance ? plain(held.importance) : 'Uses it'}
      <Level of={held} />
      {held.emphasis ? <p>{held.emphasis}</p> : null}
      <Why of={held} />
    </>
  );
}

function Contrasts({ overlap: { roles } }: { overlap: Answered }) {
  const dimensions = [...new Set(roles.flatMap((role) => role.contrasts.map((each) => each.dimension)))];
  if (!dimensions.length) return null;
  return (
    <Section title="Differences that sources state">
      <Table
        label="Differences by dimension"
        head="Dimension"
        columns={roles}
        rows={dimensions.map((dimension) => ({
          slug: dimension,
          head: plain(dimension),
          cells: roles.map((role) => <Contrast key={role.slug} said={role.contrasts.find((each) => each.dimension === dimension)} />),
        }))}
      />
    </Section>
  );
}

function Contrast({ said }: { said: (Evidence & { statement: string }) | undefined }) {
  if (!said) return <span className="quiet">No source says.</span>;
  return (
    <>
      {said.statement}
      <Why of={said} />
    </>
  );
}

function Pairs({ roles }: { roles: Named[] }) {
  const pairs = roles.flatMap((left, place) => roles.slice(place + 1).map((right) => ({ left, right })));
  return (
    <Section title="Two by two">
      <Facts columns items={pairs} by={({ left, right }) => `${left.slug} ${right.slug}`}>
        {(pair) => <Pair {...pair} />}
      </Facts>
    </Section>
  );
}

function Pair({ left, right }: { left: Named; right: Named }) {
  const asked = useAsk(PairDocument, { left: left.slug, right: right.slug });
  const likeness = asked.data?.overlap.likeness;
  return (
    <>
      {left.name} and {right.name}
      {isKnown(likeness) ? <Meter share={likeness} label={`${percent(likeness)} related`} /> : null}
    </>
  );
}
