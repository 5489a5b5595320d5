// Sets, and the regions that they make.

export interface Region {
  /** A digit for each set, 1 where it lies in it: `101` is in the first and the third of three, and not in the second. */
  key: string;
  in: boolean[];
  size: number;
}

export function keyOf(sets: boolean[]): string {
  return sets.map(Number).join('');
}

/** The regions of a diagram of sets: what is in just these sets and in no other, largest groups of sets first. */
export function regions(members: { in: boolean[] }[]): Region[] {
  const found = new Map<string, Region>();
  for (const member of members) {
    const key = keyOf(member.in);
    const region = found.get(key) ?? { key, in: member.in, size: 0 };
    region.size += 1;
    found.set(key, region);
  }
  const sets = (region: Region) => region.in.filter(Boolean).length;
  return [...found.values()].sort((one, other) => sets(other) - sets(one) || other.size - one.size || (one.key < other.key ? 1 : -1));
}
