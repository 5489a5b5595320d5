// What became of records, as somebody would tell it.

import { say } from '../messages/say';
import type { ChangesQuery } from './generated/graphql';

export type Changed = ChangesQuery['changes']['nodes'][number];
type Statement = Changed['statements'][number];

/** Changes that one load made, and those of one kind of records together within it. */
export interface Load {
  revision: Changed['committedIn'];
  kinds: { kind: string; changes: Changed[] }[];
}

export function byLoad(changes: readonly Changed[]): Load[] {
  const loads: Load[] = [];
  for (const change of changes) {
    let load = loads.find(({ revision }) => revision.number === change.revision);
    if (!load) {
      load = { revision: change.committedIn, kinds: [] };
      loads.push(load);
    }
    const same = load.kinds.find(({ kind }) => kind === change.kind);
    if (same) same.changes.push(change);
    else load.kinds.push({ kind: change.kind, changes: [change] });
  }
  return loads;
}

const LONGEST = 160; // characters of a value that are shown
const shortly = (value: string | null | undefined) =>
  value && value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : (value ?? '').replace(/\.$/, '');
const plainly = (field: string) => field.replaceAll('_', ' ');

/** What a statement says of the record with this name. Values stand there in the words of the data. */
export function told(name: string, { deed, field, item, quality, details, before, after }: Statement): string {
  const values = {
    name,
    item: item ?? '',
    field: plainly(field),
    quality: plainly(quality ?? ''),
    before: shortly(before),
    after: shortly(after),
    details: details.join(', '),
  };
  if (item && quality) {
    switch (deed) {
      case 'ROSE':
        return say('The {quality} of {item} for {name} rose from {before} to {after}.', values);
      case 'FELL':
        return say('The {quality} of {item} for {name} fell from {before} to {after}.', values);
      case 'TOLD':
        return say('The {quality} of {item} for {name} is now known: {after}.', values);
      case 'UNTOLD':
        return say('The {quality} of {item} for {name} is not known any more; it was {before}.', values);
      case 'REWRITTEN':
        return say('The {quality} of {item} for {name} was written anew.', values);
      default:
        return say('The {quality} of {item} for {name} changed from {before} to {after}.', values);
    }
  }
  if (item) {
    switch (deed) {
      case 'ADDED':
        return details.length
          ? say('{item} ({details}) is now among the {field} of {name}.', values)
          : say('{item} is now among the {field} of {name}.', values);
      case 'REMOVED':
        return say('{item} is no longer among the {field} of {name}.', values);
      case 'SOURCED':
        return say('What {item} is believed by among the {field} of {name} changed.', values);
      default:
        return say('{item} among the {field} of {name} changed from {before} to {after}.', values);
    }
  }
  switch (deed) {
    case 'SOURCED':
      return say('The sources of {name} changed.', values);
    case 'TOLD':
      if (field === 'replaced_by') return say('{after} took the place of {name}.', values);
      return say('{name} now has a {field}: {after}', values);
    case 'UNTOLD':
      return say('{name} has no {field} any more; it was: {before}', values);
    case 'ROSE':
      return say('The {field} of {name} rose from {before} to {after}.', values);
    case 'FELL':
      return say('The {field} of {name} fell from {before} to {after}.', values);
    case 'REWRITTEN':
      return say('The {field} of {name} was written anew.', values);
    default:
      return say('The {field} of {name} changed from {before} to {after}.', values);
  }
}
