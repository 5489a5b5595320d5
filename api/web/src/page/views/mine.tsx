import { type DragEvent, type FormEvent, useState } from 'react';
import { useSearchParams } from 'wouter';

import { say } from '../../messages/say';
import { percent } from '../../words';
import { MatchDocument } from '../generated/graphql';
import { usePages } from '../pages';
import { Answer, Empty, Note } from '../parts/states';
import { isText, names } from '../typed';
import { FromText } from './cv';
import { Fits, type Found } from './fits';

const LARGEST = 1_000_000; // bytes of a file that is read as a text

/** Roles for what somebody can do: a list of names, which stands in the address, or a text, which stands nowhere. */
export function Mine({ given }: { given: string }) {
  const [, setParameters] = useSearchParams();
  const [text, setText] = useState(given);
  const [pasted, setPasted] = useState<string | null>(null); // a text, which never gets into the address
  const [refused, setRefused] = useState<string | null>(null);
  const find = (written: string) => {
    setRefused(null);
    setPasted(isText(written) ? written : null);
    setParameters({ mine: isText(written) ? '' : names(written).join('\n') });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(text);
  };
  const drop = async (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > LARGEST || !(file.type.startsWith('text/') || /\.(txt|md)$/i.test(file.name))) {
      setRefused(say('“{name}” is no plain text. Open it, copy its text, and paste it here.', { name: file.name }));
      return;
    }
    const written = await file.text();
    setText(written);
    find(written);
  };
  return (
    <>
      <form onSubmit={submit} className="mine">
        <label htmlFor="mine">{say('My skills and tools, one a line or with commas between them; or a text, such as a CV')}</label>
        <textarea
          id="mine"
          rows={pasted === null ? 6 : 3}
          value={text}
          placeholder={say('Paste a CV, drop a text file, or list what you can do')}
          onChange={(event) => setText(event.target.value)}
          onDrop={(event) => void drop(event)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          }}
        />
        <p className="quiet small">
          {say('A text is read by this server to answer you, and kept nowhere: not in the address, not in a log.')}
        </p>
        {refused ? <p role="alert">{refused}</p> : null}
        <button type="submit" className="strong">
          {say('Find roles')}
        </button>
      </form>
      {pasted !== null ? (
        <FromText key={pasted} text={pasted} />
      ) : (
        <Listed
          given={given}
          onChange={(mended) => {
            setText(mended);
            setParameters({ mine: mended });
          }}
        />
      )}
    </>
  );
}

function Listed({ given, onChange }: { given: string; onChange: (mended: string) => void }) {
  const held = names(given).map((name) => ({ name }));
  const variables = { profile: { held }, first: 20 };
  const asked = usePages(MatchDocument, held.length ? variables : null, { after: 'matchRoles' }, 100);
  const mend = (wrong: string, right: string) =>
    onChange(
      held
        .map(({ name }) => (name === wrong ? right : name))
        .filter(Boolean)
        .join('\n'),
    );
  if (held.length === 0) {
    return <Empty>{say('Type or paste what you can do. You see which roles fit, and which skill to learn next would open most.')}</Empty>;
  }
  return (
    <Answer asked={asked}>
      {({ matchRoles: found }) => (
        <>
          <Guessed names={found.understood.filter((each) => each.confidence < 1)} onMend={mend} />
          {found.unknown.length ? <NotUnderstood names={found.unknown} onMend={mend} /> : null}
          <Fits found={found} asked={asked} />
        </>
      )}
    </Answer>
  );
}

function Guessed({ names, onMend }: { names: Found['understood']; onMend: (wrong: string, right: string) => void }) {
  if (!names.length) return null;
  return (
    <Note>
      <p>{say('Taken for what is most likely meant:')}</p>
      <ul>
        {names.map(({ name, confidence, entity }) => (
          <li key={name}>
            {say('“{name}” ({share})', { name, share: percent(confidence) })}{' '}
            <button type="button" onClick={() => onMend(name, entity.slug)}>
              {entity.name}
            </button>
            <button type="button" aria-label={say('Remove {name}', { name })} onClick={() => onMend(name, '')}>
              ×
            </button>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function NotUnderstood({ names, onMend }: { names: Found['unknown']; onMend: (wrong: string, right: string) => void }) {
  return (
    <Note>
      <p>{say('Not understood, and left out:')}</p>
      <ul>
        {names.map(({ name, nearest }) => (
          <li key={name}>
            {say('“{name}”', { name })}{' '}
            {nearest.map((slug) => (
              <button key={slug} type="button" onClick={() => onMend(name, slug)}>
                {slug}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </Note>
  );
}
