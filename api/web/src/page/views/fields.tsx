import { number } from '../../messages/formats';
import { say } from '../../messages/say';
import { useAsk } from '../client';
import { FieldsDocument, type FieldsQuery } from '../generated/graphql';
import { shortly } from '../names';
import { To } from '../parts/links';
import { Answer } from '../parts/states';
import { Listing } from './listing';

const FEW = 6; // parts of a field that are named
type Edge = FieldsQuery['tree']['edges'][number];

interface Field {
  top: Edge;
  parts: Edge[];
}

/** The topmost groups with those right under each; groups without roles are no way to any. */
function fieldsOf(edges: readonly Edge[]): Field[] {
  const fields: Field[] = [];
  for (const edge of edges) {
    if (edge.depth === 0) fields.push({ top: edge, parts: [] });
    else fields.at(-1)?.parts.push(edge);
  }
  return fields
    .filter(({ top }) => top.roleCount > 0)
    .map(({ top, parts }) => ({
      top,
      parts: parts.filter((each) => each.roleCount > 0).sort((one, other) => other.roleCount - one.roleCount),
    }));
}

/** All fields of work, by the classifications that are loaded; all roles where there is none. */
export function Fields() {
  const asked = useAsk(FieldsDocument, {});
  return (
    <Answer asked={asked}>
      {({ tree }) => {
        const fields = fieldsOf(tree.edges);
        const classifications = [...new Set(fields.map(({ top }) => top.node.dataset.title))];
        return (
          <>
            {fields.length === 0 ? <Listing base="/browse" /> : null}
            {classifications.map((title) => (
              <section key={title} aria-label={title}>
                {classifications.length > 1 ? <h2>{shortly(title)}</h2> : null}
                <ul className="cards">
                  {fields
                    .filter(({ top }) => top.node.dataset.title === title)
                    .map((field) => (
                      <Card key={field.top.node.slug} field={field} />
                    ))}
                </ul>
              </section>
            ))}
          </>
        );
      }}
    </Answer>
  );
}

function Card({ field: { top, parts } }: { field: Field }) {
  return (
    <li>
      <h3>
        <To kind="group" thing={top.node} />
        <span className="number quiet">{number(top.roleCount)}</span>
      </h3>
      <ul className="counted">
        {parts.slice(0, FEW).map(({ node, roleCount }) => (
          <li key={node.slug}>
            <To kind="group" thing={node} />
            <span className="number quiet">{number(roleCount)}</span>
          </li>
        ))}
        {parts.length > FEW ? (
          <li>
            <To kind="group" thing={{ slug: top.node.slug, name: say('{count} more', { count: parts.length - FEW }) }} />
          </li>
        ) : null}
      </ul>
    </li>
  );
}
