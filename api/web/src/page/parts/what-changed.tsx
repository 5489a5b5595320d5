import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';

import { inAddress } from '../../addresses';
import { say } from '../../messages/say';
import { PREFIX } from '../../prefix';
import { day } from '../../words';
import { told } from '../changes';
import { useAsk } from '../client';
import { type ChangeFilter, ChangesDocument, type DataQuery, FollowedDocument } from '../generated/graphql';
import { usePages } from '../pages';
import { lastVisit, seen } from '../visits';
import { Changes } from './changes';
import { Downloads } from './downloads';
import { Section } from './facts';
import { More } from './more';
import { Picker } from './picker';
import { Answer, Empty } from './states';

/** Whose changes are looked at, as the address says: of a dataset, of the roles of a group, or of one role. */
interface Subject {
  dataset?: string;
  group?: string;
  role?: string;
}

/** What changed since the reader's last visit, or between any two revisions; of everything, or of what they follow. */
export function WhatChanged({ data }: { data: DataQuery }) {
  const [parameters, setParameters] = useSearchParams();
  const revisions = data.log.nodes;
  const newest = revisions[0];
  const [visit] = useState(() => lastVisit(revisions));
  useEffect(() => {
    if (newest) seen(newest);
  }, [newest]);
  if (!newest) return null;
  const subject: Subject = {};
  for (const key of ['dataset', 'group', 'role'] as const) subject[key] = parameters.get(key) ?? undefined;
  const until = Number(parameters.get('until') ?? newest.number);
  const usual = subject.dataset || subject.group || subject.role ? 0 : Math.max(0, until - 1);
  const since = Number(parameters.get('since') ?? (visit && visit.number < until ? visit.number : usual));
  const set = (from: number, to: number, about: Subject = subject) => {
    const said = Object.entries(about).filter((each): each is [string, string] => Boolean(each[1]));
    setParameters({ since: String(from), until: String(to), ...Object.fromEntries(said) });
  };
  return (
    <Section title={say('What changed')}>
      <div className="filters">
        {visit ? (
          <button
            type="button"
            aria-pressed={since === visit.number && until === newest.number}
            onClick={() => set(visit.number, newest.number)}>
            {say('Since your last visit, {when}', { when: day(visit.at) })}
          </button>
        ) : null}
        <button
          type="button"
          aria-pressed={since === newest.number - 1 && until === newest.number}
          onClick={() => set(newest.number - 1, newest.number)}>
          {say('The last load')}
        </button>
        <button type="button" aria-pressed={since === 0 && until === newest.number} onClick={() => set(0, newest.number)}>
          {say('From the beginning')}
        </button>
      </div>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Bound label={say('after revision')} least={0} most={newest.number} value={since} onChange={(chosen) => set(chosen || 0, until)} />
        <Bound
          label={say('up to revision')}
          least={1}
          most={newest.number}
          value={until}
          onChange={(chosen) => set(since, chosen || newest.number)}
        />
        <label>
          {say('of')}{' '}
          <select value={subject.dataset ?? ''} onChange={(event) => set(0, until, { dataset: event.target.value })}>
            <option value="">{say('all datasets')}</option>
            {data.datasets.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <Picker
          label={say('or of a role or a group of roles')}
          types={['ROLE', 'ROLE_GROUP']}
          placeholder={say('Whose changes?')}
          onPick={({ __typename, slug }) => set(0, until, __typename === 'Role' ? { role: slug } : { group: slug })}
        />
      </form>
      <Follow subject={subject} datasets={data.datasets} clear={() => set(since, until, {})} />
      <Found since={since} until={until} subject={subject} />
    </Section>
  );
}

/** Whose changes these are, where it is not all of them, and the feeds that tell of them. */
function Follow({ subject, datasets, clear }: { subject: Subject; datasets: DataQuery['datasets']; clear: () => void }) {
  const { dataset, group, role } = subject;
  const feed = role
    ? `role/${inAddress(role)}`
    : group
      ? `group/${inAddress(group)}`
      : dataset
        ? `dataset/${inAddress(dataset)}`
        : 'changes';
  const asked = useAsk(FollowedDocument, role || group ? { role: role ?? '', group: group ?? '' } : null);
  const name = asked.data?.role?.name ?? asked.data?.roleGroup?.name ?? datasets.find(({ slug }) => slug === dataset)?.title;
  const chosen = role ?? group ?? dataset;
  return (
    <p className="quiet">
      {chosen ? (
        <>
          <strong>{name ?? chosen}</strong>{' '}
          <button type="button" onClick={clear}>
            {say('Show all')}
          </button>{' '}
        </>
      ) : null}
      {say('Follow it:')} <a href={`${PREFIX}/feeds/${feed}.atom`}>Atom</a>, <a href={`${PREFIX}/feeds/${feed}.json`}>JSON Feed</a>
    </p>
  );
}

/** A number of a revision to type. `onChange` gets NaN for what is none. */
function Bound(bound: { label: string; least: number; most: number; value: number; onChange: (chosen: number) => void }) {
  return (
    <label>
      {bound.label}{' '}
      <input
        type="number"
        min={bound.least}
        max={bound.most}
        value={bound.value}
        onChange={(event) => bound.onChange(event.target.valueAsNumber)}
      />
    </label>
  );
}

function Found({ since, until, subject }: { since: number; until: number; subject: Subject }) {
  const { dataset, group, role } = subject;
  const filter: ChangeFilter | null = role ? { slug: role, kinds: ['ROLE'] } : group ? { group } : dataset ? { dataset } : null;
  const asked = usePages(ChangesDocument, { since, until, first: 50, filter }, { after: 'changes' }, 500);
  return (
    <Answer asked={asked}>
      {({ changes: { totalCount, nodes }, changes }) => (
        <>
          <p className="quiet">{say('{count, plural, one {# change} other {# changes}}', { count: totalCount })}</p>
          <Downloads
            name={`changes-${since}-${until}`}
            whole={async () => (await asked.whole()).changes}
            asked={asked}
            data={changes}
            rows={(all) =>
              all.nodes.map(({ revision, operation, kind, slug, name, statements }) => {
                return { revision, operation, kind, slug, name, what: statements.map((each) => told(name, each)).join(' ') };
              })
            }
          />
          {totalCount ? <Changes changes={nodes} /> : <Empty>{say('Nothing changed.')}</Empty>}
          <More rest={asked.rest('after')} what="change" />
        </>
      )}
    </Answer>
  );
}
