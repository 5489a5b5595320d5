import { cased } from '../names';
import type { Named } from './links';
import { Lettered } from './marks';
import { Words } from './told';

/** The columns of a table of roles that are compared, each after its letter. */
export function letteredColumns(roles: readonly Named[]) {
  return roles.map(({ slug, name, nameLanguage }, place) => ({
    slug,
    name: (
      <Lettered place={place}>
        <Words language={nameLanguage}>{cased(name)}</Words>
      </Lettered>
    ),
  }));
}
