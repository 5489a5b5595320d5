import { useCombobox } from 'downshift';
import { useEffect, useId, useState } from 'react';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { plain } from '../../words';

import { useAsk } from '../client';
import { type EntityType, SearchDocument, type SearchQuery } from '../generated/graphql';
import { cased, shortly } from '../names';
import { Matched } from './links';

type Found = SearchQuery['search']['edges'][number];
const PAUSE = 120; // milliseconds after a key, before one asks

function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}

interface Asking {
  label: string;
  types: EntityType[];
  placeholder: string;
  large?: boolean;
  onPick: (thing: Found['node']) => void;
  onText?: (text: string) => void;
}

/** A box that suggests roles, skills or tools while one types. Enter without a choice calls `onText`. */
export function Picker({ label, types, placeholder, large = false, onPick, onText }: Asking) {
  const [typed, setTyped] = useState('');
  const later = useLater(typed.trim());
  const asked = useAsk(SearchDocument, later ? { query: later, types, first: 8 } : null);
  const found = typed.trim() ? (asked.data?.search.edges ?? []) : [];
  const id = useId();
  const box = useCombobox<Found>({
    id,
    items: found,
    inputValue: typed,
    itemToString: () => '',
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem) {
        setTyped('');
        onPick(selectedItem.node);
        box.reset();
      }
    },
  });
  const nothing = box.isOpen && later !== '' && !asked.waiting && found.length === 0 && !asked.error;
  return (
    <div className={large ? 'picker large' : 'picker'}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: downshift joins the two by their ids */}
      <label {...box.getLabelProps()}>{label}</label>
      <input
        {...box.getInputProps({
          placeholder,
          autoComplete: 'off',
          // not by onInputValueChange, which comes too late for fast typing
          onChange: (event) => setTyped(event.currentTarget.value),
          spellCheck: false,
          onKeyDown: (event) => {
            if (event.key === 'Enter' && box.highlightedIndex < 0 && typed.trim()) {
              if (onText) onText(typed.trim());
              else if (found[0]) {
                onPick(found[0].node);
                setTyped('');
              }
            }
          },
        })}
      />
      <ul {...box.getMenuProps({ 'aria-label': label })} data-open={box.isOpen && (found.length > 0 || nothing)}>
        {box.isOpen &&
          found.map((each, index) => (
            <li key={`${each.node.__typename} ${each.node.slug}`} {...box.getItemProps({ item: each, index })}>
              <span {...foreign(each.node.nameLanguage)}>
                {cased(each.node.name)}
                <Matched name={each.node.name} matched={each.matched} />
              </span>
              <span className="quiet">
                {plain(each.node.__typename)} · {shortly(each.node.dataset.title)}
              </span>
            </li>
          ))}
        {nothing ? <li className="quiet">{say('Nothing is called like that.')}</li> : null}
      </ul>
    </div>
  );
}
