import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'wouter';

import { percent, plain } from '../../words';
import { useAsk } from '../client';
import { HireAllDocument, type HireAllQuery, HireDocument, type HireQuery, NeedsDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Why } from '../parts/facts';
import { Tick } from '../parts/fields';
import { To } from '../parts/links';
import { Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Answer, Empty, Heading, Note } from '../parts/states';
import { names, onceEach, toggled } from '../typed';

const SHOWN = 10;
const MOST = 150; // of them told with all that speaks for each, at what one request may cost; files have the others, too

export function Hire() {
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState({ needs: '', shown: SHOWN });
  const needs = parameters.getAll('need');
  const choose = (chosen: string[]) => setParameters(chosen.map((need): [string, string] => ['need', need]));
  const known = useAsk(NeedsDocument, {});
  const asking = needs.join('\n');
  const shown = wanted.needs === asking ? wanted.shown : SHOWN;
  const asked = useAsk(HireDocument, needs.length ? { needs, first: shown } : null);
  const all = useAsk(HireAllDocument, needs.length ? { needs } : null);
  const rest = (told: number, total: number) => ({
    shown: told,
    total,
    more: total > told,
    fetching: asked.waiting,
    error: undefined,
    next: told < MOST ? () => setWanted({ needs: asking, shown: shown + SHOWN }) : undefined,
  });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const said = names(typed);
    if (said.length) choose([...new Set([...needs, ...said])]);
    setTyped('');
  };
  const offered = onceEach([
    ...(known.data?.hiringNeeds ?? []).map((each) => ({ name: each.name, hint: each.examples.join(', ') })),
    ...(known.data?.applications.nodes ?? []).map((each) => ({ name: each.name, hint: '' })),
  ]);
  const own = needs.filter((need) => !offered.some((each) => each.name === need)).map((name) => ({ name, hint: '' }));
  return (
    <>
      <Heading title="Whom to hire" />
      <form onSubmit={add} className="line">
        <label htmlFor="need">What the project needs, each in a few words, with commas between them</label>
        <input
          id="need"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="chatbots, fraud detection, Kubernetes …"
        />
        <button type="submit">Add</button>
      </form>
      <fieldset className="needs">
        <legend>The project needs</legend>
        {[...own, ...offered].map(({ name, hint }) => (
          <Tick
            key={name}
            className="choice"
            title={hint || undefined}
            checked={needs.includes(name)}
            onChange={(wanted) => choose(toggled(needs, name, wanted))}>
            {name}
          </Tick>
        ))}
      </fieldset>
      {needs.length === 0 ? (
        <Empty>Tick what the project needs, or say it in your own words. You see whom to hire, and why.</Empty>
      ) : (
        <Answer asked={asked}>
          {({ adviseHire: advice }) => (
            <>
              {all.data ? <Downloads name="whom-to-hire" asked={asked} data={all.data.adviseHire} rows={adviceRows} /> : null}
              {advice[0]?.unmatchedNeeds.length ? <Note>Nothing is known about: {advice[0].unmatchedNeeds.join(', ')}.</Note> : null}
              <ol className="advice">
                {advice.map((each) => (
                  <Advised key={each.role.slug} advice={each} />
                ))}
              </ol>
              {all.data ? <More rest={rest(advice.length, all.data.adviseHire.length)} what="role" /> : null}
              {all.error ? <Answer asked={all}>{() => null}</Answer> : null}
            </>
          )}
        </Answer>
      )}
    </>
  );
}

function adviceRows(advice: HireAllQuery['adviseHire']) {
  return advice.map(({ role, score, reason, together }) => {
    return { role: role.slug, name: role.name, score, reason, together: together.map((each) => each.name).join('; ') };
  });
}

function Advised({ advice }: { advice: HireQuery['adviseHire'][number] }) {
  return (
    <li className="section">
      <h2>
        <To kind="role" thing={advice.role} /> <Meter share={advice.score} label={`${percent(advice.score)} fit`} />
      </h2>
      <p>{advice.reason}</p>
      {advice.together.length ? (
        <p>
          Hire beside:{' '}
          {advice.together.map((role, place) => (
            <span key={role.slug}>
              {place ? ', ' : ''}
              <To kind="role" thing={role} />
            </span>
          ))}
        </p>
      ) : null}
      {advice.matchedNeeds.map((need) => {
        const said = need.contributions.find((one) => one.role.slug === advice.role.slug)?.statement;
        return (
          <div key={need.name}>
            <strong>{need.name}</strong>
            {said ? <p>{said}</p> : null}
            <Why of={need} />
          </div>
        );
      })}
      {advice.channels.length ? (
        <details className="more">
          <summary>Where to look</summary>
          <ul>
            {advice.channels.map(({ name, kind, description }) => (
              <li key={name}>
                <strong>{name}</strong> <span className="quiet">{plain(kind)}</span>
                {description ? <p>{description}</p> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}
