import { bandsOf } from './bands';
import type { TransitionFilter } from './generated/graphql';

export const TRAININGS = ['less', 'same', 'more'] as const;
const MEANT = { less: 'LESS', same: 'SAME', more: 'MORE' } as const;

/** What is wished of moves, by the parameters of the address that say it. */
export function wished(parameters: URLSearchParams) {
  const kind = parameters.get('kind') ?? '';
  const dataset = parameters.get('dataset') ?? '';
  const bands = bandsOf(parameters.get('bands'));
  const by = parameters.get('by') === 'related' ? 'related' : 'feasible';
  const training = TRAININGS.find((each) => each === parameters.get('training')) ?? '';
  const outside = parameters.get('outside') === 'true';
  const filter: TransitionFilter = {
    dataset: dataset || null,
    documented: kind === 'documented' ? true : kind === 'computed' ? false : null,
    outsideOwnGroups: outside,
    training: training ? [MEANT[training]] : null,
    bands: bands.length ? bands : null,
  };
  return { kind, dataset, training, bands, by, outside, filter, diverse: parameters.get('diverse') === 'true' } as const;
}

export type Wishes = ReturnType<typeof wished>;
