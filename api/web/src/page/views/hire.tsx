import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'wouter';

import { useAsk } from '../client';
import { HireDocument, NeedsDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Meter, To, Why } from '../parts/facts';
import { Answer, Empty, Heading } from '../parts/states';
import { path, percent, plain } from '../words';

const MOST = 20;

export function Hire() {
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState('');
  const needs = parameters.getAll('need').slice(0, MOST);
  const choose = (chosen: string[]) => setParameters(chosen.map((need) => ['need', need] as [string, string]));
  const known = useAsk(NeedsDocument, {});
  const asked = useAsk(HireDocument, needs.length ? { needs } : null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) choose([...new Set([...needs, typed.trim()])]);
    setTyped('');
  };
  const names = [
    ...(known.data?.hiringNeeds ?? []).map((each) => ({ name: each.name, hint: each.examples.join(', ') })),
    ...(known.data?.applications.nodes ?? []).map((each) => ({ name: each.name, hint: '' })),
  ];
  const offered = names.filter((each, place) => names.findIndex((other) => other.name.toLowerCase() === each.name.toLowerCase()) === place);
  return (
    <>
      <Heading title="Whom to hire" />
      <form onSubmit={add} className="line">
        <label htmlFor="need">What the project needs, in a few words</label>
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
        {needs
          .filter((need) => !offered.some((each) => each.name === need))
          .map((need) => (
            <label key={need} className="choice">
              <input type="checkbox" checked onChange={() => choose(needs.filter((each) => each !== need))} /> {need}
            </label>
          ))}
        {offered.map((each) => (
          <label key={each.name} className="choice" title={each.hint || undefined}>
            <input
              type="checkbox"
              checked={needs.includes(each.name)}
              onChange={(event) =>
                choose(event.target.checked ? [...needs, each.name].slice(0, MOST) : needs.filter((need) => need !== each.name))
              }
            />{' '}
            {each.name}
          </label>
        ))}
      </fieldset>
      {needs.length === 0 ? (
        <Empty>
          <p>Tick what the project needs, or say it in your own words. You see whom to hire, and why.</p>
        </Empty>
      ) : (
        <Answer asked={asked}>
          {({ adviseHire: advice }) => (
            <>
              <Downloads
                name="whom-to-hire"
                document={HireDocument}
                variables={{ needs }}
                data={advice}
                rows={advice.map((each) => ({
                  role: each.role.slug,
                  name: each.role.name,
                  score: each.score,
                  reason: each.reason,
                  together: each.together.map((role) => role.name).join('; '),
                }))}
              />
              {advice[0]?.unmatchedNeeds.length ? (
                <div className="notice" role="note">
                  Nothing is known about: {advice[0].unmatchedNeeds.join(', ')}.
                </div>
              ) : null}
              <ol className="advice">
                {advice.map((each) => (
                  <li key={each.role.slug} className="section">
                    <h2>
                      <Link href={path('role', each.role.slug)}>{each.role.name}</Link>{' '}
                      <Meter share={each.score} label={`${percent(each.score)} fit`} />
                    </h2>
                    <p>{each.reason}</p>
                    {each.together.length ? (
                      <p>
                        Hire beside:{' '}
                        {each.together.map((role, place) => (
                          <span key={role.slug}>
                            {place ? ', ' : ''}
                            <To kind="role" thing={role} />
                          </span>
                        ))}
                      </p>
                    ) : null}
                    {each.matchedNeeds.map((need) => {
                      const said = need.contributions.find((one) => one.role.slug === each.role.slug)?.statement;
                      return (
                        <div key={need.name}>
                          <strong>{need.name}</strong>
                          {said ? <p>{said}</p> : null}
                          <Why basis={need.basis} citations={need.citations} />
                        </div>
                      );
                    })}
                    {each.channels.length ? (
                      <details className="more">
                        <summary>Where to look</summary>
                        <ul>
                          {each.channels.map((channel) => (
                            <li key={channel.name}>
                              <strong>{channel.name}</strong> <span className="quiet">{plain(channel.kind)}</span>
                              {channel.description ? <p>{channel.description}</p> : null}
                            </li>
                          ))}
                        </ul>
                      </details>
                    ) : null}
                  </li>
                ))}
              </ol>
            </>
          )}
        </Answer>
      )}
    </>
  );
}
