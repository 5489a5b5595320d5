import { bandsOf } from './bands';
import type { TransitionFilter } from './generated/graphql';

/** What is wished of moves, by the parameters of the address that say it. */
export function wished(parameters: URLSearchParams) {
  const kind = parameters.get('kind') ?? '';
  const dataset = parameters.get('dataset') ?? '';
  const bands = bandsOf(parameters.get('bands'));
  const by = parameters.get('by') === 'related' ? 'related' : 'feasible';
  const outside = parameters.get('outside') === 'true';
  const filter: TransitionFilter = {
    dataset: dataset || null,
    documented: kind === 'documented' ? true : kind === 'computed' ? false : null,
    outsideOwnGroups: outside,
    bands: bands.length ? bands : null,
  };
  return { kind, dataset, bands, by, outside, filter, diverse: parameters.get('diverse') === 'true' } as const;
}

export type Wishes = ReturnType<typeof wished>;
