import { useSearchParams } from 'wouter';

import { count, inShort, plain } from '../../words';
import { useAsk } from '../client';
import { ChangesDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Answer } from '../parts/states';

/** What changed after one revision up to another, by record. */
export function Changed({ since, until }: { since: number; until: number }) {
  const [parameters, setParameters] = useSearchParams();
  const variables = { since, until, after: parameters.get('after') };
  const asked = useAsk(ChangesDocument, variables);
  return (
    <Answer asked={asked}>
      {({ changes: { totalCount, nodes, pageInfo }, changes }) => (
        <>
          <p className="quiet">{count(totalCount, 'change')}</p>
          <Downloads
            name={`changes-${since}-${until}`}
            asked={asked}
            data={changes}
            rows={nodes.map(({ revision, operation, kind, slug, fields }) => {
              return { revision, operation, kind, slug, fields: fields.map((each) => each.field).join('; ') };
            })}
          />
          <ul className="changes">
            {nodes.map(({ revision, operation, kind, slug, fields }) => (
              <li key={`${revision} ${kind} ${slug}`}>
                <details>
                  <summary>
                    <span className="tag">{plain(operation)}</span> {plain(kind)} <code>{slug}</code>{' '}
                    <span className="quiet">in revision {revision}</span>
                  </summary>
                  <dl>
                    {fields.map(({ field, before, after }) => (
                      <div key={field}>
                        <dt>{field}</dt>
                        <dd>
                          {operation === 'CREATED' ? null : <del>{inShort(before)}</del>} <ins>{inShort(after)}</ins>
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              </li>
            ))}
          </ul>
          {pageInfo.hasNextPage && pageInfo.endCursor ? (
            <button
              type="button"
              onClick={() => setParameters({ since: String(since), until: String(until), after: pageInfo.endCursor ?? '' })}>
              Next 50
            </button>
          ) : null}
        </>
      )}
    </Answer>
  );
}
