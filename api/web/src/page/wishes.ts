import { bandsOf } from './bands';
import type { TransitionFilter } from './generated/graphql';

export const ORDERS = ['counsel', 'feasible', 'related', 'pay', 'outlook'] as const;
/** What the API calls them. */
export const ORDERED = {
  counsel: 'COUNSEL',
  feasible: 'FEASIBILITY',
  related: 'LIKENESS',
  pay: 'PAY_CHANGE',
  outlook: 'OUTLOOK',
} as const;
export const TRAININGS = ['less', 'same', 'more'] as const;
const MEANT = { less: 'LESS', same: 'SAME', more: 'MORE' } as const;

/** What is wished of moves, by the parameters of the address that say it. */
export function wished(parameters: URLSearchParams) {
  const kind = parameters.get('kind') ?? '';
  const dataset = parameters.get('dataset') ?? '';
  const bands = bandsOf(parameters.get('bands'));
  const by = ORDERS.find((each) => each === parameters.get('by')) ?? 'counsel';
  const training = TRAININGS.find((each) => each === parameters.get('training')) ?? '';
  const pay = parameters.get('pay') === 'more';
  const growing = parameters.get('growing') === 'true';
  const outside = parameters.get('outside') === 'true';
  const filter: TransitionFilter = {
    dataset: dataset || null,
    documented: kind === 'documented' ? true : kind === 'computed' ? false : null,
    outsideOwnGroups: outside,
    training: training ? [MEANT[training]] : null,
    ...(pay ? { minimumPayChange: 0 } : {}),
    ...(growing ? { minimumOutlook: 0 } : {}),
    bands: bands.length ? bands : null,
  };
  return { kind, dataset, training, bands, by, outside, filter, pay, growing, diverse: parameters.get('diverse') === 'true' } as const;
}

export type Wishes = ReturnType<typeof wished>;
