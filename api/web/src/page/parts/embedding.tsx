import { createElement, useEffect, useId, useRef, useState } from 'react';

import { useLocation, useSearchParams } from 'wouter';

import { say } from '../../messages/say';
import { PREFIX } from '../../prefix';
import { attributesOf, type Embedded, embeddedAt, type Looks, snippet, styleOf, USUAL } from '../embeds';
import '../style/embedding.css';
import { useOffered } from '../tongue';
import { copy } from './copying';
import { Select } from './fields';

/** The same for the view where it stands; nothing where no part shows what that shows. */
export function EmbeddingHere() {
  const [path] = useLocation();
  const [parameters] = useSearchParams();
  const embedded = embeddedAt(path, parameters);
  return embedded ? <Embedding {...embedded} /> : null;
}

/** A button, and behind it what to write into a page of one's own to have this view there, with a preview. */
export function Embedding({ part, attributes }: Embedded) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const title = useId();
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}>
        {say('Put this on your page')}
      </button>
      <dialog ref={dialog} className="embedding" aria-labelledby={title} onClose={() => setOpen(false)}>
        <header>
          <h2 id={title}>{say('Put this on your page')}</h2>
          <button type="button" onClick={() => dialog.current?.close()}>
            {say('Close')}
          </button>
        </header>
        {open ? <Builder part={part} attributes={attributes} /> : null}
      </dialog>
    </>
  );
}

function Builder({ part, attributes }: Embedded) {
  const [looks, setLooks] = useState<Looks>(USUAL);
  const [came, setCame] = useState<'copied' | 'refused' | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const { offered, nameOf } = useOffered();
  const html = snippet(window.location.origin + PREFIX, part, attributes, looks);
  useEffect(loadParts, []);
  const field = (name: keyof Looks, label: string, placeholder: string) => (
    <label>
      {label}
      <input
        value={looks[name]}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => setLooks({ ...looks, [name]: event.currentTarget.value.trim() })}
      />
    </label>
  );
  return (
    <>
      <div className="filters">
        {field('height', say('Height'), '28rem')}
        {field('colour', say('Colour'), '#0b6e69')}
        <Select
          label={say('Language')}
          any={say('that of the page around it')}
          value={looks.language}
          onChange={(language) => setLooks({ ...looks, language })}
          options={offered.map((each) => [each, nameOf(each)] as const)}
        />
      </div>
      <label className="snippet">
        {say('Two lines of HTML for your page')}
        <textarea ref={text} readOnly rows={4} value={html} onFocus={() => text.current?.select()} />
      </label>
      <p>
        <button type="button" className="strong" onClick={() => void copy(html).then((done) => setCame(done ? 'copied' : 'refused'))}>
          {say('Copy')}
        </button>{' '}
        <span role="status">
          {came === 'copied'
            ? say('It is in the clipboard.')
            : came === 'refused'
              ? say('Your browser does not let us: copy it by hand.')
              : ''}
        </span>
      </p>
      <h3>{say('So it looks')}</h3>
      {createElement(`rolegraph-${part}`, {
        key: html,
        ...Object.fromEntries(attributesOf(attributes, looks)),
        ref: (element: HTMLElement | null) => {
          for (const [name, value] of Object.entries(styleOf(part, looks))) element?.style.setProperty(name, value);
        },
      })}
      <p className="quiet">{say('It is a custom element: it works in every framework, and without one.')}</p>
    </>
  );
}

/** Brings the parts into this page, once: the preview is what other sites get. */
function loadParts(): void {
  const address = `${PREFIX}/embed.js`;
  if (document.querySelector(`script[src="${address}"]`)) return;
  const script = document.createElement('script');
  script.src = address;
  document.head.append(script);
}
