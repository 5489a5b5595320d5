// The custom elements that other sites embed: one script, no global styles, nothing but the elements' own names.

import { BrowseElement } from './browse';
import { CompareElement } from './compare';
import { LearnElement } from './learn';
import { MatchElement } from './match';
import { MovesElement } from './moves';
import { RoleElement } from './role';
import { SearchElement } from './search';
import { TransitionElement } from './transition';

const ELEMENTS = {
  'rolegraph-role': RoleElement,
  'rolegraph-compare': CompareElement,
  'rolegraph-transition': TransitionElement,
  'rolegraph-moves': MovesElement,
  'rolegraph-learn': LearnElement,
  'rolegraph-browse': BrowseElement,
  'rolegraph-match': MatchElement,
  'rolegraph-search': SearchElement,
};
for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
