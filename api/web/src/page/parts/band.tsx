import { say } from '../../messages/say';
import { percent, plain } from '../../words';
import { BANDS, type BandWord, bandMeans } from '../bands';
import { Bar } from './marks';

/** How feasible a move is, in a word; steps beside it say the same to those who do not see the colour. */
export function Band({ band }: { band: BandWord }) {
  const filled = BANDS.length - BANDS.indexOf(band);
  return (
    <span className="band" data-band={band} title={bandMeans(band)}>
      <svg width="17" height="12" viewBox="0 0 17 12" aria-hidden="true">
        {BANDS.map((each, place) => (
          <rect
            key={each}
            x={place * 4.5 + 0.5}
            y={8 - 2.5 * place}
            width="3"
            height={3.5 + 2.5 * place}
            className={place < filled ? 'on' : 'off'}
          />
        ))}
      </svg>
      {plain(band)}
    </span>
  );
}

const ANY_TWO = 0.3; // what any two roles have of either figure, before barriers

/** The two figures of a move side by side, each with what it means. */
export function Figures({ feasibility, likeness }: { feasibility: number; likeness: number }) {
  const figures = [
    [
      'feasible',
      feasibility,
      say('feasible'),
      say('How likely somebody in the one role could do the other soon. The way back is another figure.'),
    ],
    ['related', likeness, say('related'), say('How much the two roles are alike, whichever way one goes.')],
  ] as const;
  return (
    <>
      <ul className="figures">
        {figures.map(([word, share, said, means]) => (
          <li key={word} data-figure={word}>
            <span>
              <span className="big number">{percent(share)}</span> {said}
            </span>
            <Bar parts={{ track: 1, fill: share }} height={10} inset={1}>
              <rect x={100 * ANY_TWO - 0.4} width="0.8" height="10" className="mark" />
            </Bar>
            <p className="quiet">{means}</p>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        {say('The mark is at {share}, what any two roles have of either before anything stands in the way.', { share: percent(ANY_TWO) })}
      </p>
    </>
  );
}
