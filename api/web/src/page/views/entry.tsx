import { say } from '../../messages/say';
import { isKnown, percent, plain } from '../../words';
import type { Rest } from '../pages';
import { Facts, Section, Terms } from '../parts/facts';
import { Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Said, wordsIn } from '../parts/said';
import { Words } from '../parts/told';
import type { RoleShown } from '../rows';

/** What it takes to get in: one line for each scale, with how many people say so. */
export function Entry({ role }: { role: RoleShown }) {
  const said = role.entry.filter((each) => each.most ?? each.typical);
  if (!said.length) return null;
  return (
    <Section title={say('What it takes to get in')} place="training" note={say('what most people in the role say, or what is typical')}>
      <Terms className="entry" of={said.map((each) => [plain(each.scale), <Typical key={each.scale} entry={each} />])} />
    </Section>
  );
}

function Typical({ entry: { most, typical, share, suppressed } }: { entry: RoleShown['entry'][number] }) {
  return (
    <>
      <Words language={(most ?? typical)?.nameLanguage}>{(most ?? typical)?.name}</Words>
      {isKnown(share) ? (
        <span className="quiet">
          {' '}
          {suppressed
            ? say('{share} of people say so, too few answers to rely on', { share: percent(share) })
            : say('{share} of people say so', { share: percent(share) })}
        </span>
      ) : null}
      {typical && most && typical.slug !== most.slug ? (
        <span className="quiet">
          {' '}
          · <Said text={say('typical: {name}', { name: wordsIn(typical.name, typical.nameLanguage) })} />
        </span>
      ) : null}
    </>
  );
}

const MANY = 8; // of answers that were counted, which the lines above sum up

export function Qualifications({ role, rest }: { role: RoleShown; rest: Rest }) {
  const { edges, totalCount } = role.qualifications;
  if (!edges.length) return null;
  const list = (
    <>
      <Facts
        label={say('Qualifications')}
        items={edges}
        of={(edge) => edge.node}
        text={(edge) => edge.fieldsOfStudy.join(', ')}
        figure={(edge) =>
          isKnown(edge.share) ? (
            <Meter share={edge.share} label={say('{share} of people', { share: percent(edge.share) })} tone="plain" />
          ) : null
        }
        quiet>
        {(edge) => (
          <>
            {' '}
            <span className="tag">{plain(edge.requirement)}</span>{' '}
            {edge.suppressed ? <span className="tag">{say('too few answers to rely on')}</span> : null}
          </>
        )}
      </Facts>
      <More rest={rest} what="qualification" />
    </>
  );
  return (
    <Section title={say('Qualifications')}>
      {totalCount > MANY ? (
        <details>
          <summary>{say('All {count} answers that were counted', { count: totalCount })}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </Section>
  );
}
