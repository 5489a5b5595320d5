import { useState } from 'react';

import { say } from '../../messages/say';
import { type Asked, graphiqlAddress } from '../client';
import { asCsv, type Row } from '../csv';
import { CopyLink } from './copying';
import { EmbeddingHere } from './embedding';
import { Menu } from './menu';

function save(name: string, type: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface Offered<Data> {
  /** What the files are called, without their ending. */
  name: string;
  asked: Asked<unknown>;
  data: Data;
  rows: (data: Data) => Row[];
  /** Brings what stands on pages that are not shown yet. Files hold all, or are not made. */
  whole?: () => Promise<Data>;
  /** It is one list of a view that has a menu of its own: that shares the address. */
  part?: boolean;
}

/** What every view offers behind one button: its query in GraphiQL, its rows as CSV, its answer as JSON, its address. */
export function Downloads<Data>({ name, asked, data, rows, whole, part = false }: Offered<Data>) {
  const [state, setState] = useState<'idle' | 'fetching' | 'failed'>('idle');
  const file = name.replaceAll(/[^\w-]+/g, '-');
  const give = (ending: string, type: string, text: (data: Data) => string) => {
    if (!whole) return save(`${file}.${ending}`, type, text(data));
    setState('fetching');
    whole().then(
      (all) => {
        save(`${file}.${ending}`, type, text(all));
        setState('idle');
      },
      () => setState('failed'),
    );
  };
  const said = {
    idle: '',
    fetching: say('Fetching all of it …'),
    failed: say('The rest of it could not be had, so there is no file. Try again.'),
  }[state];
  return (
    <Menu className="menu downloads" like="button" button={part ? say('Export the list') : say('Share and export')}>
      <div className="menu-list">
        {part ? null : <CopyLink />}
        <button type="button" onClick={() => give('csv', 'text/csv;charset=utf-8', (all) => asCsv(rows(all)))}>
          CSV
        </button>
        <button type="button" onClick={() => give('json', 'application/json', (all) => JSON.stringify(all, null, 2))}>
          JSON
        </button>
        <a className="button" rel="nofollow" href={graphiqlAddress(asked.document, asked.variables)}>
          {say('Open in GraphiQL')}
        </a>
        {part ? null : <EmbeddingHere />}
        <span className="quiet" role={state === 'failed' ? 'alert' : 'status'}>
          {said}
        </span>
      </div>
    </Menu>
  );
}
