import { useCombobox } from 'downshift';
import { useEffect, useId, useState } from 'react';

import { plain } from '../../words';
import { useAsk } from '../client';
import { type EntityType, SearchDocument } from '../generated/graphql';
import { Matched } from './links';

interface Found {
  kind: string;
  slug: string;
  name: string;
  dataset: string;
  matched: string;
}

const PAUSE = 120; // milliseconds after a key, before one asks

function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}

/** A box that suggests roles, skills or tools while one types. Enter without a choice calls `onText`. */
export function Picker({
  label,
  types,
  placeholder,
  large = false,
  onPick,
  onText,
}: {
  label: string;
  types: EntityType[];
  placeholder: string;
  large?: boolean;
  onPick: (found: Found) => void;
  onText?: (text: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const later = useLater(typed.trim());
  const asked = useAsk(SearchDocument, later ? { query: later, types, first: 8 } : null);
  const found: Found[] = (typed.trim() ? (asked.data?.search.edges ?? []) : []).map(({ node, matched }) => ({
    kind: node.__typename.toLowerCase(),
    slug: node.slug,
    name: node.name,
    dataset: node.dataset.title,
    matched,
  }));
  const id = useId();
  const box = useCombobox<Found>({
    id,
    items: found,
    inputValue: typed,
    itemToString: () => '',
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem) {
        setTyped('');
        onPick(selectedItem);
        box.reset();
      }
    },
  });
  const nothing = box.isOpen && later !== '' && !asked.waiting && found.length === 0 && !asked.error;
  return (
    <div className={large ? 'picker large' : 'picker'}>
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
                onPick(found[0]);
                setTyped('');
              }
            }
          },
        })}
      />
      <ul {...box.getMenuProps({ 'aria-label': label })} data-open={box.isOpen && (found.length > 0 || nothing)}>
        {box.isOpen &&
          found.map((each, place) => (
            <li key={`${each.kind} ${each.slug}`} {...box.getItemProps({ item: each, index: place })}>
              <span>
                {each.name}
                <Matched name={each.name} matched={each.matched} />
              </span>
              <span className="quiet">
                {plain(each.kind)} · {each.dataset}
              </span>
            </li>
          ))}
        {nothing ? <li className="quiet">Nothing is called like that.</li> : null}
      </ul>
    </div>
  );
}
