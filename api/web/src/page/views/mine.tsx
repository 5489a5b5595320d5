import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'wouter';

import { useAsk } from '../client';
import { MatchDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Meter, Section, Things, To } from '../parts/facts';
import { Answer, Empty } from '../parts/states';
import { address, count, path, percent } from '../words';

/** Names from what was typed or pasted: one a line, or with commas or semicolons between them. */
export function names(text: string): string[] {
  return [...new Set(text.split(/[\n;,]+/).map((each) => each.trim()))].filter(Boolean).slice(0, 500);
}

export function Mine({ given }: { given: string }) {
  const [, setParameters] = useSearchParams();
  const [text, setText] = useState(given);
  const held = names(given).map((name) => ({ name }));
  const variables = { profile: { held }, first: 20 };
  const asked = useAsk(MatchDocument, held.length ? variables : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setParameters({ mine: names(text).join('\n') });
  };
  return (
    <>
      <form onSubmit={submit} className="mine">
        <label htmlFor="mine">My skills and tools, one a line or with commas between them</label>
        <textarea
          id="mine"
          rows={5}
          value={text}
          placeholder={'Python\nStatistics\nscikit-learn'}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          }}
        />
        <button type="submit" className="strong">
          Find roles
        </button>
      </form>
      {held.length === 0 ? (
        <Empty>
          <p>Type or paste what you can do. You see which roles fit, and which skill to learn next would open most.</p>
        </Empty>
      ) : (
        <Answer asked={asked}>
          {({ matchRoles: found }) => (
            <>
              {found.unknown.length ? (
                <div className="notice" role="note">
                  <p>Not understood, and left out:</p>
                  <ul>
                    {found.unknown.map((each) => (
                      <li key={each.name}>
                        “{each.name}”
                        {each.nearest.map((slug) => (
                          <button
                            key={slug}
                            type="button"
                            onClick={() => {
                              const mended = names(given).map((name) => (name === each.name ? slug : name));
                              setText(mended.join('\n'));
                              setParameters({ mine: mended.join('\n') });
                            }}
                          >
                            {slug}
                          </button>
                        ))}
                      </li>
                    ))}
                  </ul>
                </div>
              ) : null}
              <Downloads
                name="roles-that-fit"
                document={MatchDocument}
                variables={variables}
                data={found}
                rows={found.nodes.map((each, place) => ({
                  rank: place + 1,
                  role: each.role.slug,
                  name: each.role.name,
                  score: each.score,
                  coverage: each.coverage,
                  has: each.matchedSkills.map((skill) => skill.name).join('; '),
                  missing: each.missingSkills.map((skill) => skill.name).join('; '),
                }))}
              />
              {found.nextSkills.length ? (
                <Section title="Learn next" note="what opens most">
                  <ul className="facts columns">
                    {found.nextSkills.map((each) => (
                      <li key={each.skill.slug}>
                        <div>
                          <To kind="skill" thing={each.skill} />
                          <p>
                            {count(each.roleCount, 'fitting role asks', 'fitting roles ask')} for it; it adds {percent(each.gain)} to what
                            you cover of each{each.opens ? `, and brings ${each.opens} to a half or more` : ''}.
                          </p>
                          <p className="quiet">Most for {each.bestRoles.map((role) => role.name).join(', ')}</p>
                        </div>
                      </li>
                    ))}
                  </ul>
                </Section>
              ) : null}
              <Section title="Roles that fit" note={`${found.nodes.length} of ${found.totalCount}`}>
                <ol className="ranking wide">
                  {found.nodes.map((each, place) => (
                    <li key={each.role.slug}>
                      <span className="place">{place + 1}</span>
                      <Link href={path('role', each.role.slug)}>{each.role.name}</Link>
                      <Meter share={each.score} label={`${percent(each.score)} fit`} />
                      <details>
                        <summary>
                          {count(each.matchedSkills.length + each.matchedTools.length, 'match', 'matches')}, covers {percent(each.coverage)}
                        </summary>
                        <h3>You have</h3>
                        <Things kind="skill" things={each.matchedSkills} />
                        <Things kind="tool" things={each.matchedTools} />
                        <h3>It also asks for</h3>
                        <Things kind="skill" things={each.missingSkills} most={12} />
                        <Link className="button" href={address('/move', { from: each.role.slug })}>
                          Where to from there?
                        </Link>
                      </details>
                    </li>
                  ))}
                </ol>
                {found.totalCount === 0 ? (
                  <Empty>
                    <p>No role asks for any of it.</p>
                  </Empty>
                ) : null}
              </Section>
            </>
          )}
        </Answer>
      )}
    </>
  );
}
