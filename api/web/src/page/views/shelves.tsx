import { Link } from 'wouter';

import { address } from '../../addresses';
import { number } from '../../messages/formats';
import { say } from '../../messages/say';
import { useAsk } from '../client';
import { SkillShelvesDocument, type SkillShelvesQuery, SkillsOfDocument, ToolShelvesDocument, ToolsOfDocument } from '../generated/graphql';
import { cased, shortly } from '../names';
import { usePages } from '../pages';
import { To } from '../parts/links';
import { More } from '../parts/more';
import { Answer, Empty } from '../parts/states';

const SHOWN = 100;
type Edge = SkillShelvesQuery['tree']['edges'][number];

/** The skills by their trees, and by category where there is none. */
export function SkillShelves() {
  const asked = useAsk(SkillShelvesDocument, {});
  return (
    <Answer asked={asked}>
      {({ tree, skills }) => {
        const tops = tree.edges.filter((each) => each.depth === 0 && each.childCount > 0);
        const titles = [...new Set(tops.map((each) => each.node.dataset.title))];
        return (
          <>
            {titles.map((title) => (
              <section key={title} aria-label={title}>
                {titles.length > 1 ? <h2>{shortly(title)}</h2> : null}
                <ul className="cards">
                  {tops
                    .filter((each) => each.node.dataset.title === title)
                    .map((top) => (
                      <Shelf key={top.node.slug} top={top} parts={tree.edges.filter((each) => each.parentId === top.node.id)} />
                    ))}
                </ul>
              </section>
            ))}
            {tops.length === 0 ? <Categories kind="skills" categories={skills.facets.category} /> : null}
          </>
        );
      }}
    </Answer>
  );
}

function Shelf({ top, parts }: { top: Edge; parts: Edge[] }) {
  return (
    <li>
      <h3>
        <To kind="skill" thing={top.node} />
        <span className="number quiet">{number(top.descendantCount)}</span>
      </h3>
      <ul className="counted">
        {parts.map(({ node, descendantCount }) => (
          <li key={node.slug}>
            <To kind="skill" thing={node} />
            {descendantCount ? <span className="number quiet">{number(descendantCount)}</span> : null}
          </li>
        ))}
      </ul>
    </li>
  );
}

export function ToolShelves() {
  const asked = useAsk(ToolShelvesDocument, {});
  return <Answer asked={asked}>{({ tools }) => <Categories kind="tools" categories={tools.facets.category} />}</Answer>;
}

function Categories({ kind, categories }: { kind: 'skills' | 'tools'; categories: readonly { value: string; count: number }[] }) {
  if (!categories.length) return <Empty>{say('None of them has a heading: look for them by name.')}</Empty>;
  return (
    <ul className="counted in-columns">
      {categories.map(({ value, count }) => (
        <li key={value}>
          <Link href={address('/browse', { by: kind, category: value })}>{cased(value)}</Link>
          <span className="number quiet">{number(count)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What stands under a heading, what most roles need first. */
export function SkillsOf({ category }: { category: string }) {
  const asked = usePages(SkillsOfDocument, { category, first: SHOWN }, { after: 'skills' }, 200);
  return (
    <Answer asked={asked}>
      {({ skills }) => (
        <>
          <Counted kind="skill" things={skills.nodes} />
          <More rest={asked.rest('after')} what="skill" />
        </>
      )}
    </Answer>
  );
}

export function ToolsOf({ category }: { category: string }) {
  const asked = usePages(ToolsOfDocument, { category, first: SHOWN }, { after: 'tools' }, 200);
  return (
    <Answer asked={asked}>
      {({ tools }) => (
        <>
          <Counted kind="tool" things={tools.nodes} />
          <More rest={asked.rest('after')} what="tool" />
        </>
      )}
    </Answer>
  );
}

interface Used {
  slug: string;
  name: string;
  roles: { totalCount: number };
}

function Counted({ kind, things }: { kind: 'skill' | 'tool'; things: readonly Used[] }) {
  if (!things.length) return <Empty>{say('Nothing stands under this heading.')}</Empty>;
  return (
    <ul className="counted in-columns">
      {things.map((each) => (
        <li key={each.slug}>
          <To kind={kind} thing={each} />
          <span className="number quiet">{say('{count, plural, one {# role} other {# roles}}', { count: each.roles.totalCount })}</span>
        </li>
      ))}
    </ul>
  );
}
