import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { address, path } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { sayWith } from '../../messages/with';
import { isKnown, percent, plain } from '../../words';
import { keyOf } from '../charts/regions';
import { Upset } from '../charts/upset';
import { type Asked, useAsk } from '../client';
import { CompareDocument, PairDocument } from '../generated/graphql';
import { cased, listed } from '../names';
import { Downloads } from '../parts/downloads';
import { type Evidence, Why } from '../parts/evidence';
import { Facts, Section, Table } from '../parts/facts';
import { letteredColumns } from '../parts/lettered';
import { type Named, To } from '../parts/links';
import { Importance, Lettered, Level, Meter } from '../parts/marks';
import { Picker } from '../parts/picker';
import { Replaced } from '../parts/replaced';
import { Said, wordsIn } from '../parts/said';
import { Answer, Empty, Heading, Note } from '../parts/states';
import { InDataset, Words } from '../parts/told';
import type { Rated } from '../ratings';
import { type Compared as Answered, comparedRows } from '../rows';
import { useTray } from '../tray';
import { toggled } from '../typed';
import { Shared } from './shared';
import { LevelShifts } from './shifts';

const MOST = 8; // roles that the server compares at once; of more in an address it says so itself

export function Compare() {
  const [parameters, setParameters] = useSearchParams();
  const given = (parameters.get('roles') ?? '').split(',').filter(Boolean);
  const slugs = [...new Set(given)];
  const choose = (chosen: string[]) => setParameters(chosen.length ? { roles: chosen.join(',') } : {});
  const asked = useAsk(CompareDocument, slugs.length > 1 ? { roles: slugs } : null);
  const roles = asked.data?.overlap.roles;
  const names = roles?.map((each) => cased(each.name));
  const called = roles?.map((each) => wordsIn(cased(each.name), each.nameLanguage));
  return (
    <>
      <Heading title={names ? listed(names) : say('Compare roles')} shown={called ? <Said text={listed(called)} /> : undefined} />
      <div className="chosen">
        {slugs.length ? (
          <ul className="chips">
            {slugs.map((slug, place) => (
              <li key={slug}>
                <Lettered place={place}>
                  <Link href={path('role', slug)} {...foreign(roles?.[place]?.nameLanguage)}>
                    {names?.[place] ?? slug}
                  </Link>
                </Lettered>
                <button
                  type="button"
                  className="bare"
                  aria-label={say('Leave out {name}', { name: names?.[place] ?? slug })}
                  onClick={() => choose(toggled(slugs, slug, false))}>
                  ×
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        {slugs.length < MOST ? (
          <Picker
            label={slugs.length ? say('Add a role') : say('First role')}
            placeholder={say('Name of a role')}
            types={['ROLE']}
            onPick={({ slug }) => choose(toggled(slugs, slug, true))}
          />
        ) : null}
      </div>
      {slugs.length < given.length ? (
        <Note>
          {slugs.length > 1
            ? say('The address named a role more than once; here each stands once.')
            : say('A role compared to itself is the same in all. Choose another one beside it.')}
        </Note>
      ) : null}
      {slugs.length < 2 ? (
        <Suggested />
      ) : (
        <Answer
          asked={asked}
          kept={(slug, wrong) => address('/compare', { roles: slugs.map((each, place) => (place === wrong ? slug : each)).join(',') })}>
          {({ overlap }) => (
            <InDataset of={overlap.roles[0]?.dataset}>
              <Compared overlap={overlap} asked={asked} />
            </InDataset>
          )}
        </Answer>
      )}
    </>
  );
}

/** What was put aside, or an invitation. */
function Suggested() {
  const held = useTray();
  return (
    <Empty
      action={
        held.length > 1 ? (
          <Link className="button strong" href={address('/compare', { roles: held.map((each) => each.slug).join(',') })}>
            {say('Compare what you put aside')}
          </Link>
        ) : undefined
      }>
      {say('Choose two to eight roles: you see what they share, what each has alone, and what sources say of the difference.')}
    </Empty>
  );
}

/** The address of the comparison with one role in the place of another. */
function instead(roles: readonly Named[], of: Named, slug: string): string {
  return address('/compare', { roles: roles.map((each) => (each.slug === of.slug ? slug : each.slug)).join(',') });
}

function Compared({ overlap, asked }: { overlap: Answered; asked: Asked<unknown> }) {
  const { roles, anySkills, anyTools } = overlap;
  return (
    <>
      {roles.map((each) => (
        <Replaced key={each.slug} role={each} kept={(slug) => instead(roles, each, slug)} />
      ))}
      <Shared overlap={overlap} />
      <div className="actions">
        {roles.length === 2 ? (
          <Link className="button" href={address('/move', { from: roles[0]?.slug, to: roles[1]?.slug })}>
            {say('What the move takes')}
          </Link>
        ) : null}
        <Downloads name="compare" asked={asked} data={overlap} rows={comparedRows} />
      </div>
      <Alike overlap={overlap} />
      {roles.length > 2 ? <Pairs roles={roles} /> : null}
      <Holdings
        title={say('Skills')}
        what="skill"
        roles={roles}
        rows={anySkills.map(({ skill, holdings }) => ({ thing: skill, holdings }))}
      />
      <Holdings title={say('Tools')} what="tool" roles={roles} rows={anyTools.map(({ tool, holdings }) => ({ thing: tool, holdings }))} />
      <LevelShifts overlap={overlap} />
      <Contrasts overlap={overlap} />
      <Facts
        title={say('Common ground that sources state')}
        columns
        items={overlap.commonGround}
        by={(each) => each.topic}
        text={(each) => each.statement}>
        {(each) => (
          <strong>
            <Words>{each.topic}</Words>
          </strong>
        )}
      </Facts>
    </>
  );
}

/** How related the roles are, and how much of what they hold is the same: the second is unknown without a common vocabulary. */
function Alike({ overlap }: { overlap: Answered }) {
  const several = overlap.roles.length > 2;
  const strong = (words: ReactNode) => <strong>{words}</strong>;
  const related = { share: percent(overlap.likeness), b: strong };
  return (
    <>
      <p className="lead">
        {several
          ? sayWith(
              '<b>{share} related</b>, the least that any two of them are: by what they do, know and are called. Any two roles have about 30%.',
              related,
            )
          : sayWith('<b>{share} related</b>: by what they do, know and are called. Any two roles have about 30%.', related)}
      </p>
      {overlap.comparable ? (
        <p className="lead">
          {sayWith(
            '<b>{share} shared</b>: of the skills, tools and all else that any of them has, so much is common to all. What few roles have weighs more.',
            { share: percent(overlap.similarity), b: strong },
          )}
        </p>
      ) : (
        <Note>
          {several
            ? say(
                'What they share is not known: no vocabulary has the skills and tools of all of them. Below, what seems to belong to one role alone may be in another under a different name.',
              )
            : say(
                'What they share is not known: no vocabulary has the skills and tools of both. Below, what seems to belong to one role alone may be in another under a different name.',
              )}
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
        label={what === 'skill' ? say('Skills by role') : say('Tools by role')}
        head={plain(what)}
        columns={letteredColumns(roles)}
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
        <span className="hidden">{say('does not have it')}</span>
      </span>
    );
  }
  return (
    <>
      <Importance of={held.importance ?? 'ESSENTIAL'} /> {held.importance ? plain(held.importance) : say('Uses it')}
      <Level of={held} />
      <Why of={held} />
      {held.emphasis ? (
        <p>
          <Words>{held.emphasis}</Words>
        </p>
      ) : null}
    </>
  );
}

function Contrasts({ overlap: { roles } }: { overlap: Answered }) {
  const dimensions = [...new Set(roles.flatMap((role) => role.contrasts.map((each) => each.dimension)))];
  if (!dimensions.length) return null;
  return (
    <Section title={say('Differences that sources state')}>
      <Table
        label={say('Differences by dimension')}
        head={say('Dimension')}
        columns={roles.map(({ slug, name, nameLanguage }) => ({ slug, name: <Words language={nameLanguage}>{name}</Words> }))}
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
  if (!said) return <span className="quiet">{say('No source says.')}</span>;
  return (
    <>
      <Words>{said.statement}</Words>
      <Why of={said} />
    </>
  );
}

function Pairs({ roles }: { roles: Named[] }) {
  const pairs = roles.flatMap((left, place) => roles.slice(place + 1).map((right) => ({ left, right })));
  return (
    <Section title={say('Two by two')}>
      <Facts columns items={pairs} by={({ left, right }) => `${left.slug} ${right.slug}`} figure={(pair) => <Likeness {...pair} />}>
        {({ left, right }) => (
          <Link href={address('/compare', { roles: `${left.slug},${right.slug}` })}>
            <Said
              text={say('{one} and {other}', {
                one: wordsIn(cased(left.name), left.nameLanguage),
                other: wordsIn(cased(right.name), right.nameLanguage),
              })}
            />
          </Link>
        )}
      </Facts>
    </Section>
  );
}

function Likeness({ left, right }: { left: Named; right: Named }) {
  const asked = useAsk(PairDocument, { left: left.slug, right: right.slug });
  const likeness = asked.data?.overlap.likeness;
  return isKnown(likeness) ? <Meter share={likeness} label={say('{share} related', { share: percent(likeness) })} /> : null;
}
