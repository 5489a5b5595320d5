import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { isKnown, percent } from '../../words';
import { MAPPED } from '../charts/layout';
import { TargetMap } from '../charts/map';
import type { MovesQuery } from '../generated/graphql';
import { cased, shortly } from '../names';
import { counted } from '../nouns';
import type { Rest } from '../pages';
import { Band } from '../parts/band';
import { Section } from '../parts/facts';
import { Bar } from '../parts/marks';
import { More } from '../parts/more';
import { Words } from '../parts/told';
import type { Wishes } from '../wishes';

interface Moves {
  rest: Rest;
  data: MovesQuery;
  by: Wishes['by'];
  to: string | null;
  href: (slug: string) => string;
  choose: (slug: string) => void;
}

const NARROW = 640; // pixels of a window in which names on the map are too small to read

type Node = MovesQuery['transitions']['nodes'][number];

/** The best moves as a list, and the first of them on a map beside it. */
export function Best({ data, rest, by, to, href, choose }: Moves) {
  const [showsMap, setShowsMap] = useState(() => window.innerWidth > NARROW);
  const { nodes, totalCount } = data.transitions;
  const several = new Set(nodes.map((each) => each.to.dataset.slug)).size > 1;
  const targets = useMemo(
    () =>
      nodes.slice(0, MAPPED).map((each) => ({
        slug: each.to.slug,
        name: cased(each.to.name),
        value: by === 'related' ? each.likeness : each.feasibility,
        family: each.to.groups[0]?.code ?? each.to.dataset.slug,
        documented: Boolean(each.documentedMove),
        band: each.band,
      })),
    [nodes, by],
  );
  return (
    <Section title={say('Best moves')} note={say('{shown} of {all}', { shown: nodes.length, all: counted(totalCount, 'role') })}>
      <div className="ranked" data-map={showsMap}>
        <div>
          <ol className="ranking">
            {nodes.map((each, place) => (
              <Line key={each.to.slug} move={each} rank={place + 1} by={by} chosen={each.to.slug === to} href={href} several={several} />
            ))}
          </ol>
          <More rest={rest} what="move" />
        </div>
        {showsMap ? (
          <div className="map-box">
            <TargetMap
              centre={cased(data.role?.name ?? '')}
              what={by === 'related' ? 'related' : 'feasible'}
              targets={targets}
              chosen={to}
              href={href}
              onChoose={choose}
            />
            <p className="quiet small">
              {by !== 'related'
                ? say('The nearer to the middle, the more feasible; rings are where easy, within reach and hard end.')
                : say('The nearer to the middle, the more related.')}{' '}
              {say('Neighbours are of one field. A square is a move that a source documents.')}
              {nodes.length > MAPPED ? ` ${say('The map shows the first {count}.', { count: MAPPED })}` : ''}
            </p>
          </div>
        ) : null}
      </div>
      <button type="button" onClick={() => setShowsMap(!showsMap)}>
        {showsMap ? say('Hide the map') : say('Show the map')}
      </button>
    </Section>
  );
}

const SAME = 0.005; // a change of pay that rounds to nothing

/** How much more or less one would earn, where that was observed. */
function Paid({ change }: { change: number | null | undefined }) {
  if (!isKnown(change)) return null;
  if (Math.abs(change) < SAME) return ` · ${say('as much pay')}`;
  return (
    <>
      {' · '}
      {change < 0 ? say('{share} less pay', { share: percent(-change) }) : say('{share} more pay', { share: percent(change) })}
    </>
  );
}

interface Lined {
  move: Node;
  rank: number;
  by: Wishes['by'];
  chosen: boolean;
  href: (slug: string) => string;
  several: boolean;
}

function Line({ move, rank, by, chosen, href, several }: Lined) {
  return (
    <li aria-current={chosen ? 'true' : undefined}>
      <span className="place" data-documented={Boolean(move.documentedMove)}>
        {rank}
      </span>
      <Link href={href(move.to.slug)} {...foreign(move.to.nameLanguage)}>
        {cased(move.to.name)}
      </Link>
      {several ? (
        <span className="tag">
          <Words language={move.to.dataset.language}>{shortly(move.to.dataset.title)}</Words>
        </span>
      ) : null}
      <Band band={move.band} />
      {move.stepDown ? <span className="tag">{say('a step down')}</span> : null}
      <div className="shares">
        <Bar parts={{ track: 1, fill: by === 'related' ? move.likeness : move.feasibility }} />
        <p className="quiet number">
          <Share share={move.feasibility} word={say('feasible')} strong={by !== 'related'} /> ·{' '}
          <Share share={move.likeness} word={say('related')} strong={by === 'related'} />
          <Paid change={move.payChange?.change} />
        </p>
      </div>
    </li>
  );
}

function Share({ share, word, strong }: { share: number; word: string; strong: boolean }) {
  const said = `${percent(share)} ${word}`;
  return strong ? <strong className="number">{said}</strong> : <span className="number">{said}</span>;
}
