import { useRef, useState } from 'react';
import { say } from '../../messages/say';

/** Puts a text into the clipboard. Browsers give theirs to pages of https alone; older ones, and http, know a command. */
export async function copy(text: string): Promise<boolean> {
  try {
    if (window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // else the reader forbade it: try the other way
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'hidden';
  const before = document.activeElement;
  (before?.parentElement ?? document.body).append(field); // beside it: menus close when the focus leaves, dialogs keep it
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/** Copies the address of the view; where no browser lets it, the address stands there to be copied by hand. */
export function CopyLink() {
  const [came, setCame] = useState<'copied' | 'refused' | null>(null);
  const shown = useRef<HTMLInputElement>(null);
  const address = window.location.href;
  return (
    <>
      <button
        type="button"
        onClick={() => void copy(address).then((done) => setCame(done ? 'copied' : 'refused'))}
        onBlur={() => came === 'copied' && setCame(null)}>
        {came === 'copied' ? say('Copied') : say('Copy link')}
      </button>
      {came === 'refused' ? (
        <label className="by-hand">
          {say('Copy it by hand:')} <input ref={shown} readOnly value={address} onFocus={() => shown.current?.select()} />
        </label>
      ) : null}
      <span className="hidden" role="status">
        {came === 'copied' ? say('The address of this view is in the clipboard.') : ''}
      </span>
    </>
  );
}
