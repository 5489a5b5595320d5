import { useState } from 'react';
import { Provider, useQuery } from 'urql';
import { percent } from '../../words';
import { discreet } from '../client';
import { UnderstandDocument, type UnderstandQuery } from '../generated/graphql';
import { Answer, Empty, Note } from '../parts/states';

type Mention = NonNullable<UnderstandQuery['understand']>['mentions'][number];

interface Given {
  text: string;
  onTaken: (slugs: string[]) => void;
}

const SAID = { HAS: '', WANTS: 'wished for', DENIES: 'said not to be there' };

/** What was understood of a pasted text: what is wrong is taken out, what is left is looked for. It stays out of addresses. */
export function Pasted(given: Given) {
  return (
    <Provider value={discreet}>
      <Understood {...given} />
    </Provider>
  );
}

function Understood({ text, onTaken }: Given) {
  const [result, again] = useQuery({ query: UnderstandDocument, variables: { text } });
  const [without, setWithout] = useState<string[]>([]);
  const asked = {
    document: UnderstandDocument,
    variables: {},
    data: result.error ? undefined : result.data,
    error: result.error,
    waiting: result.fetching,
    again: () => again(),
  };
  return (
    <Answer asked={asked}>
      {({ understand: found }) => {
        const each = once(found?.mentions ?? []);
        const left = each.filter((mention) => mention.stance === 'HAS' && !without.includes(mention.entity.slug));
        if (!each.length)
          return <Empty>Nothing in this text is known{found?.isLanguageLoaded === false ? ': its language is not' : ''}.</Empty>;
        return (
          <Note>
            <p>Understood in the text. Take out what is wrong:</p>
            <ul>
              {each.map((mention) => (
                <li key={mention.entity.slug}>
                  <label>
                    <input
                      type="checkbox"
                      checked={left.includes(mention)}
                      disabled={mention.stance !== 'HAS'}
                      onChange={(event) =>
                        setWithout(
                          event.target.checked ? without.filter((slug) => slug !== mention.entity.slug) : [...without, mention.entity.slug],
                        )
                      }
                    />{' '}
                    {mention.entity.name}
                  </label>{' '}
                  <small>
                    “{mention.text}”, {percent(mention.confidence)} {SAID[mention.stance]}
                  </small>
                </li>
              ))}
            </ul>
            <button
              type="button"
              className="strong"
              disabled={!left.length}
              onClick={() => onTaken(left.map((mention) => mention.entity.slug))}>
              Find roles for these
            </button>
          </Note>
        );
      }}
    </Answer>
  );
}

/** Each thing once: as it is said to be there, if it is anywhere. */
function once(mentions: Mention[]): Mention[] {
  const found = new Map<string, Mention>();
  for (const each of mentions) {
    const before = found.get(each.entity.slug);
    if (!before || (before.stance !== 'HAS' && each.stance === 'HAS')) found.set(each.entity.slug, each);
  }
  return [...found.values()];
}
