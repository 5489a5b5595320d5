import { Link, useSearchParams } from 'wouter';

import { address, path } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { number } from '../../messages/formats';
import { say } from '../../messages/say';
import { type Choice, type Choices, choosing, chosen, filterOf } from '../choices';
import { ListingDocument, type ListingQuery } from '../generated/graphql';
import { cased, shortly } from '../names';
import { usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { To } from '../parts/links';
import { More } from '../parts/more';
import { Verdict } from '../parts/said';
import { Answer, Empty } from '../parts/states';
import { reaching } from '../pay';
import { levelWords, trainingOf, zoneWords } from '../training';

const SHOWN = 60;

interface Fixed {
  /** The address of the view; choices are its parameters. */
  base: string;
  /** A group that the view is of, whatever else is chosen. */
  group?: string;
}

/** Roles by what one wishes of them, with what else they could be narrowed down by, and how many are left then. */
export function Listing({ base, group }: Fixed) {
  const [parameters] = useSearchParams();
  const choices = chosen(parameters);
  const within = choices.group ?? group;
  const variables = { filter: filterOf({ ...choices, group: within }), under: within ?? null, first: SHOWN };
  const asked = usePages(ListingDocument, variables, { after: 'roles' }, 200);
  return (
    <Answer asked={asked}>
      {(data) => (
        <div className="beside">
          <Narrowing facets={data.roles.facets} base={base} choices={choices} total={data.roles.totalCount} of={group} />
          <div>
            <div className="line-of">
              <Verdict>{counted(data.roles)}</Verdict>
              <Downloads
                name="roles"
                asked={asked}
                data={data}
                whole={asked.whole}
                rows={(all) =>
                  all.roles.nodes.map(({ slug, name, jobZone, skillLevel, dataset }) => ({
                    slug,
                    name,
                    jobZone,
                    skillLevel,
                    dataset: dataset.slug,
                  }))
                }
              />
            </div>
            {data.roles.totalCount ? (
              <ul className="roles" aria-label={say('Roles')}>
                {data.roles.nodes.map((role) => (
                  <Row key={role.slug} role={role} several={data.roles.facets.dataset.length > 1} />
                ))}
              </ul>
            ) : (
              <Nothing base={base} isChosen={Object.keys(choices).length > 0} />
            )}
            <More rest={asked.rest('after')} what="role" />
          </div>
        </div>
      )}
    </Answer>
  );
}

function Nothing({ base, isChosen }: { base: string; isChosen: boolean }) {
  if (!isChosen) return <Empty>{say('No role is loaded here.')}</Empty>;
  return (
    <Empty action={<Link href={base}>{say('Take back all of it')}</Link>}>{say('No role is all of this. Take something back.')}</Empty>
  );
}

type Shown = ListingQuery['roles'];

function counted({ totalCount, facets }: Shown): string {
  const parts = facets.group.length;
  return parts > 1
    ? say('{roles, plural, one {# role} other {# roles}} in {parts, plural, one {# field} other {# fields}}.', { roles: totalCount, parts })
    : say('{roles, plural, =0 {No role.} one {# role.} other {# roles.}}', { roles: totalCount });
}

function Row({ role, several }: { role: Shown['nodes'][number]; several: boolean }) {
  const training = trainingOf(role);
  return (
    <li>
      <To kind="role" thing={role} />
      {role.description ? (
        <p className="quiet one-line" {...foreign(role.descriptionLanguage)}>
          {role.description}
        </p>
      ) : null}
      <span className="quiet figure">
        {training}
        {several ? <span className="tag">{shortly(role.dataset.title)}</span> : null}
      </span>
    </li>
  );
}

interface Facet {
  title: string;
  choice: Choice;
  values: readonly { value: string; name: string; language?: string; count: number }[];
}

interface Narrowable {
  facets: Shown['facets'];
  base: string;
  choices: Choices;
  total: number;
  /** The group that the view is of: parts of it have views of their own. */
  of: string | undefined;
}

function Narrowing({ facets, base, choices, total, of }: Narrowable) {
  const sorted: Facet[] = [
    {
      title: say('Field of work'),
      choice: 'group',
      values: facets.group.map(({ node, count }) => ({ value: node.slug, name: cased(node.name), language: node.nameLanguage, count })),
    },
    {
      title: say('What one likes'),
      choice: 'likes',
      values: facets.descriptor.map(({ node, count }) => ({
        value: node.slug,
        name: cased(node.name),
        language: node.nameLanguage,
        count,
      })),
    },
    {
      title: say('Training'),
      choice: 'zone',
      values: facets.jobZone.map(({ value, count }) => ({ value: String(value), name: zoneWords(value), count })),
    },
    {
      title: facets.jobZone.length ? say('Education, by ISCO') : say('Training'),
      choice: 'level',
      values: facets.skillLevel.map(({ value, count }) => ({ value: String(value), name: levelWords(value), count })),
    },
    {
      title: say('Pay'),
      choice: 'pay',
      values: facets.pay.slice(0, 1).flatMap(({ currency, period, steps }) =>
        steps.map(({ atLeast, count }) => ({
          value: `${atLeast} ${currency} ${period}`,
          name: reaching(atLeast, currency, period),
          count,
        })),
      ),
    },
    {
      title: say('Licence'),
      choice: 'regulated',
      values: facets.regulated.map(({ value, count }) => ({
        value: String(value),
        name: value ? say('Takes a licence') : say('Takes none'),
        count,
      })),
    },
    {
      title: say('Source'),
      choice: 'dataset',
      values: facets.dataset.map(({ node, count }) => ({ value: node.slug, name: shortly(node.title), language: node.language, count })),
    },
  ];
  // what does not tell roles apart is left out, unless it was chosen
  const useful = sorted.filter(({ choice, values }) => choices[choice] || values.some((each) => each.count < total));
  if (!useful.length) return null;
  return (
    <nav className="narrowing" aria-label={say('Narrow down')}>
      {useful.map((facet) => (
        <Narrowed
          key={facet.choice}
          facet={facet}
          choices={choices}
          href={(value) =>
            of && facet.choice === 'group' ? address(path('group', value), choices) : choosing(base, choices, { [facet.choice]: value })
          }
        />
      ))}
    </nav>
  );
}

interface One {
  facet: Facet;
  choices: Choices;
  href: (value: string) => string;
}

function Narrowed({ facet: { title, choice, values }, choices, href }: One) {
  const now = choices[choice];
  return (
    <details open>
      <summary>{title}</summary>
      <ul>
        {now ? (
          <li>
            <Link href={href('')} className="taken">
              <span aria-hidden="true">×</span> {values.find((each) => each.value === now)?.name ?? say('Take back')}
            </Link>
          </li>
        ) : null}
        {values
          .filter((each) => each.value !== now && each.count > 0)
          .map((each) => (
            <li key={each.value}>
              <Link href={href(each.value)} {...foreign(each.language)}>
                {each.name}
              </Link>
              <span className="number quiet">{number(each.count)}</span>
            </li>
          ))}
      </ul>
    </details>
  );
}
