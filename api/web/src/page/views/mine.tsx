import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'wouter';

import { address } from '../../addresses';
import { count, percent } from '../../words';
import { MatchDocument, type MatchQuery } from '../generated/graphql';
import { usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section } from '../parts/facts';
import { Things, To } from '../parts/links';
import { Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Answer, Empty, Note } from '../parts/states';
import { isText, names } from '../typed';
import { Pasted } from './pasted';

type Found = MatchQuery['matchRoles'];

export function Mine({ given }: { given: string }) {
  const [, setParameters] = useSearchParams();
  const [text, setText] = useState(given);
  const [pasted, setPasted] = useState<string | null>(null); // a text, which never gets into the address
  const held = names(given).map((name) => ({ name }));
  const variables = { profile: { held }, first: 20 };
  const asked = usePages(MatchDocument, held.length ? variables : null, { after: 'matchRoles' }, 100);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPasted(isText(text) ? text : null);
    if (!isText(text)) setParameters({ mine: names(text).join('\n') });
  };
  const take = (slugs: string[]) => {
    setPasted(null);
    setText(slugs.join('\n'));
    setParameters({ mine: slugs.join('\n') });
  };
  const mend = (wrong: string, right: string) => {
    const mended = held
      .map(({ name }) => (name === wrong ? right : name))
      .filter(Boolean)
      .join('\n');
    setText(mended);
    setParameters({ mine: mended });
  };
  return (
    <>
      <form onSubmit={submit} className="mine">
        <label htmlFor="mine">My skills and tools, one a line or with commas between them; or a text, such as a CV</label>
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
      {pasted !== null ? (
        <Pasted key={pasted} text={pasted} onTaken={take} />
      ) : held.length === 0 ? (
        <Empty>Type or paste what you can do. You see which roles fit, and which skill to learn next would open most.</Empty>
      ) : (
        <Answer asked={asked}>
          {({ matchRoles: found }) => (
            <>
              <Guessed names={found.understood.filter((each) => each.confidence < 1)} onMend={mend} />
              {found.unknown.length ? <NotUnderstood names={found.unknown} onMend={mend} /> : null}
              <Downloads
                name="roles-that-fit"
                whole={async () => (await asked.whole()).matchRoles}
                asked={asked}
                data={found}
                rows={(all) =>
                  all.nodes.map(({ role: { slug, name }, score, coverage, matchedSkills, missingSkills }, place) => {
                    const [has, missing] = [matchedSkills, missingSkills].map((skills) => skills.map((each) => each.name).join('; '));
                    return { rank: place + 1, role: slug, name, score, coverage, has, missing };
                  })
                }
              />
              <Facts
                title="Learn next"
                note="what opens most"
                columns
                kind="skill"
                items={found.nextSkills}
                of={(each) => each.skill}
                text={(each) => `Most for ${each.bestRoles.map((role) => role.name).join(', ')}`}
                quiet>
                {(each) => (
                  <p>
                    {count(each.roleCount, 'fitting role asks', 'fitting roles ask')} for it; it adds {percent(each.gain)} to what you cover
                    of each{each.opens ? `, and brings ${each.opens} to a half or more` : ''}.
                  </p>
                )}
              </Facts>
              <Section title="Roles that fit" note={`${found.nodes.length} of ${found.totalCount}`}>
                <ol className="ranking wide">
                  {found.nodes.map((each, place) => (
                    <Fitting key={each.role.slug} match={each} rank={place + 1} />
                  ))}
                </ol>
                <More rest={asked.rest('after')} what="role" />
                {found.totalCount === 0 ? <Empty>No role asks for any of it.</Empty> : null}
              </Section>
            </>
          )}
        </Answer>
      )}
    </>
  );
}

function Guessed({ names, onMend }: { names: Found['understood']; onMend: (wrong: string, right: string) => void }) {
  if (!names.length) return null;
  return (
    <Note>
      <p>Taken for what is most likely meant:</p>
      <ul>
        {names.map(({ name, confidence, entity }) => (
          <li key={name}>
            “{name}” ({percent(confidence)})
            <button type="button" onClick={() => onMend(name, entity.slug)}>
              {entity.slug}
            </button>
            <button type="button" aria-label={`Remove ${name}`} onClick={() => onMend(name, '')}>
              ×
            </button>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function NotUnderstood({ names, onMend }: { names: Found['unknown']; onMend: (wrong: string, right: string) => void }) {
  return (
    <Note>
      <p>Not understood, and left out:</p>
      <ul>
        {names.map(({ name, nearest }) => (
          <li key={name}>
            “{name}”
            {nearest.map((slug) => (
              <button key={slug} type="button" onClick={() => onMend(name, slug)}>
                {slug}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Fitting({ match, rank }: { match: Found['nodes'][number]; rank: number }) {
  return (
    <li>
      <span className="place">{rank}</span>
      <To kind="role" thing={match.role} />
      <Meter share={match.score} label={`${percent(match.score)} fit`} />
      <details>
        <summary>
          {count(match.matchedSkills.length + match.matchedTools.length, 'match', 'matches')}, covers {percent(match.coverage)}
        </summary>
        <h3>You have</h3>
        <Things kind="skill" things={match.matchedSkills} />
        <Things kind="tool" things={match.matchedTools} />
        <h3>It also asks for</h3>
        <Things kind="skill" things={match.missingSkills} most={12} />
        <Link className="button" href={address('/move', { from: match.role.slug })}>
          Where to from there?
        </Link>
      </details>
    </li>
  );
}
