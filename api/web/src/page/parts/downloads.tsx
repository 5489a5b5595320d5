import { useState } from 'react';

import { type Asked, graphiqlAddress } from '../client';
import { asCsv, type Row } from '../csv';

function save(name: string, type: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface Offered {
  /** What the files are called, without their ending. */
  name: string;
  asked: Asked<unknown>;
  data: unknown;
  rows: Row[];
}

/** What every view offers: its query in GraphiQL, its rows as CSV, its answer as JSON, its address. */
export function Downloads({ name, asked, data, rows }: Offered) {
  const [copied, setCopied] = useState(false);
  const file = name.replaceAll(/[^\w-]+/g, '-');
  return (
    <div className="downloads">
      <a className="button" href={graphiqlAddress(asked.document, asked.variables)}>
        Open in GraphiQL
      </a>
      <button type="button" onClick={() => save(`${file}.csv`, 'text/csv;charset=utf-8', asCsv(rows))}>
        CSV
      </button>
      <button type="button" onClick={() => save(`${file}.json`, 'application/json', JSON.stringify(data, null, 2))}>
        JSON
      </button>
      <button
        type="button"
        onClick={() => void navigator.clipboard?.writeText(window.location.href).then(() => setCopied(true))}
        onBlur={() => setCopied(false)}>
        {copied ? 'Copied' : 'Copy link'}
      </button>
    </div>
  );
}
