import { useState } from 'react';
import { useSearchParams } from 'wouter';

import { Upset } from '../charts/upset';
import { useAsk } from '../client';
import { CompareDocument, type CompareQuery, PairDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Meter, Section, To, Why } from '../parts/facts';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';
import { address, percent, plain } from '../words';

const MOST = 4;
type Whole = CompareQuery['overlap'];

export function Compare() {
  const [parameters, setParameters] = useSearchParams();
  const slugs = (parameters.get('roles') ?? '').split(',').filter(Boolean).slice(0, MOST);
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
              <span className="letter" data-set={place} aria-hidden="true">
                {String.fromCharCode(65 + place)}
              </span>
              {asked.data?.overlap.roles[place]?.name ?? slug}
              <button
                type="button"
                className="bare"
                aria-label={`Leave out ${asked.data?.overlap.roles[place]?.name ?? slug}`}
                onClick={() => choose(slugs.filter((each) => each !== slug))}
              >
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
            onPick={({ slug }) => choose([...slugs.filter((each) => each !== slug), slug])}
          />
        ) : null}
      </div>
      {slugs.length < 2 ? (
        <Empty>
          <p>Choose two to four roles: you see what they share, what each has alone, and what sources say of the difference.</p>
        </Empty>
      ) : (
        <Answer
          asked={asked}
          kept={(slug) => {
            const wrong = asked.error?.graphQLErrors[0]?.extensions?.argument as (string | number)[] | undefined;
            return address('/compare', { roles: slugs.map((each, place) => (place === wrong?.at(-1) ? slug : each)).join(',') });
          }}
        >
          {({ overlap }) => <Compared overlap={overlap} />}
        </Answer>
      )}
    </>
  );
}

function Compared({ overlap }: { overlap: Whole }) {
  const variables = { roles: overlap.roles.map((each) => each.slug) };
  const rows = [
    ...overlap.anySkills.map((each) => ({ kind: 'skill', ...each.skill, holdings: each.holdings.map((held) => held?.importance ?? '') })),
    ...overlap.anyTools.map((each) => ({ kind: 'tool', ...each.tool, holdings: each.holdings.map((held) => (held ? 'USED' : '')) })),
  ].map(({ kind, slug, name, holdings }) => ({
    kind,
    slug,
    name,
    ...Object.fromEntries(overlap.roles.map((role, place) => [role.slug, holdings[place]])),
  }));
  return (
    <>
      <Downloads name="compare" document={CompareDocument} variables={variables} data={overlap} rows={rows} />
      <Alike overlap={overlap} />
      {overlap.roles.length > 2 ? <Pairs roles={overlap.roles} /> : null}
      <Table
        title="Skills"
        what="skill"
        roles={overlap.roles}
        rows={overlap.anySkills.map((each) => ({ thing: each.skill, specificity: each.specificity, holdings: each.holdings }))}
      />
      <Table
        title="Tools"
        what="tool"
        roles={overlap.roles}
        rows={overlap.anyTools.map((each) => ({ thing: each.tool, specificity: each.specificity, holdings: each.holdings }))}
      />
      <Contrasts overlap={overlap} />
    </>
  );
}

/** How related the roles are, and how much of what they hold is the same: the second is unknown without a common vocabulary. */
function Alike({ overlap }: { overlap: Whole }) {
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
        <p className="notice" role="note">
          What they share is not known: no vocabulary has the skills and tools of {several ? 'all of them' : 'both'}. Below, what seems to
          belong to one role alone may be in another under a different name.
        </p>
      )}
    </>
  );
}

interface Holding {
  importance?: 'ESSENTIAL' | 'OPTIONAL';
  level?: number | null;
  levelRating?: number | null;
  emphasis?: string | null;
  basis: string;
  citations: readonly { section?: string | null; source: { title: string } }[];
}

function Table({
  title,
  what,
  roles,
  rows,
}: {
  title: string;
  what: 'skill' | 'tool';
  roles: Whole['roles'];
  rows: { thing: { slug: string; name: string }; specificity: number; holdings: readonly (Holding | null)[] }[];
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (rows.length === 0) return null;
  const members = rows.map((row) => ({ in: row.holdings.map((held) => held !== null) }));
  const shown = rows.filter((_, place) => chosen === null || members[place]!.in.map(Number).join('') === chosen);
  return (
    <Section title={title}>
      <Upset sets={roles.map((each) => each.name)} members={members} what={what} chosen={chosen} onChoose={setChosen} />
      <div className="scrolled wide" tabIndex={0} role="region" aria-label={`${title} by role`}>
        <table className="holdings">
          <thead>
            <tr>
              <th scope="col">{plain(what)}</th>
              {roles.map((role, place) => (
                <th scope="col" key={role.slug}>
                  <span className="letter" data-set={place} aria-hidden="true">
                    {String.fromCharCode(65 + place)}
                  </span>
                  {role.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.thing.slug}>
                <th scope="row">
                  <To kind={what} thing={row.thing} />
                </th>
                {row.holdings.map((held, place) => (
                  <td key={place}>
                    {held ? (
                      <>
                        <span className="importance" data-importance={held.importance ?? 'ESSENTIAL'}>
                          {held.importance === 'OPTIONAL' ? '○' : '●'}
                        </span>{' '}
                        {held.importance ? plain(held.importance) : 'Uses it'}
                        {held.level !== null && held.level !== undefined ? (
                          <Meter share={held.level} label={`level ${held.levelRating?.toFixed(1) ?? percent(held.level)}`} tone="plain" />
                        ) : null}
                        {held.emphasis ? <p>{held.emphasis}</p> : null}
                        <Why basis={held.basis} citations={held.citations} />
                      </>
                    ) : (
                      <span className="quiet" aria-label="does not have it">
                        –
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Contrasts({ overlap }: { overlap: Whole }) {
  const dimensions = [...new Set(overlap.roles.flatMap((role) => role.contrasts.map((each) => each.dimension)))];
  return (
    <>
      {dimensions.length ? (
        <Section title="Differences that sources state">
          <div className="scrolled wide" tabIndex={0} role="region" aria-label="Differences by dimension">
            <table className="holdings">
              <thead>
                <tr>
                  <th scope="col">Dimension</th>
                  {overlap.roles.map((role) => (
                    <th scope="col" key={role.slug}>
                      {role.name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {dimensions.map((dimension) => (
                  <tr key={dimension}>
                    <th scope="row">{plain(dimension)}</th>
                    {overlap.roles.map((role) => {
                      const said = role.contrasts.find((each) => each.dimension === dimension);
                      return (
                        <td key={role.slug}>
                          {said ? (
                            <>
                              {said.statement}
                              <Why basis={said.basis} citations={said.citations} />
                            </>
                          ) : (
                            <span className="quiet">No source says.</span>
                          )}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ) : null}
      {overlap.commonGround.length ? (
        <Section title="Common ground that sources state">
          <ul className="facts columns">
            {overlap.commonGround.map((each) => (
              <li key={each.topic}>
                <div>
                  <strong>{each.topic}</strong>
                  <p>{each.statement}</p>
                  <Why basis={each.basis} citations={each.citations} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Pairs({ roles }: { roles: Whole['roles'] }) {
  const pairs = roles.flatMap((left, place) => roles.slice(place + 1).map((right) => ({ left, right })));
  return (
    <Section title="Two by two">
      <ul className="facts columns">
        {pairs.map((each) => (
          <Pair key={`${each.left.slug} ${each.right.slug}`} {...each} />
        ))}
      </ul>
    </Section>
  );
}

function Pair({ left, right }: { left: Whole['roles'][number]; right: Whole['roles'][number] }) {
  const asked = useAsk(PairDocument, { left: left.slug, right: right.slug });
  return (
    <li>
      <div>
        {left.name} and {right.name}
        {asked.data ? <Meter share={asked.data.overlap.likeness} label={`${percent(asked.data.overlap.likeness)} related`} /> : null}
      </div>
    </li>
  );
}
