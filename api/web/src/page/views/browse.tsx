import { Link, useSearchParams } from 'wouter';

import { address } from '../../addresses';
import { number } from '../../messages/formats';
import { say } from '../../messages/say';
import { CHOICES } from '../choices';
import { useAsk } from '../client';
import { LikesDocument, PaysDocument, TrainingsDocument } from '../generated/graphql';
import { cased } from '../names';
import { Tabs } from '../parts/facts';
import { Bar } from '../parts/marks';
import { Answer, Empty, Heading } from '../parts/states';
import { perWord, reaching } from '../pay';
import { levelWords, zoneWords } from '../training';
import { Fields } from './fields';
import { Listing } from './listing';
import { SkillShelves, SkillsOf, ToolShelves, ToolsOf } from './shelves';

type Way = 'field' | 'likes' | 'training' | 'pay' | 'skills' | 'tools';

function ways(): [Way, string][] {
  return [
    ['field', say('Field of work')],
    ['likes', say('What you like')],
    ['training', say('Training')],
    ['pay', say('Pay')],
    ['skills', say('Skills')],
    ['tools', say('Tools')],
  ];
}

/** Ways to roles for those who do not know their names. What is chosen stands in the address. */
export function Browse() {
  const [parameters] = useSearchParams();
  const by = ways().find(([way]) => way === parameters.get('by'))?.[0] ?? 'field';
  const category = parameters.get('category');
  const narrowed = CHOICES.some((each) => parameters.get(each)) || parameters.get('by') === 'all';
  const title = narrowed ? say('Roles that fit') : category ? cased(category) : say('Browse');
  return (
    <>
      <Heading title={title} />
      <Tabs label={say('Browse by')}>
        {ways().map(([way, name]) => (
          <Link
            key={way}
            href={address('/browse', { by: way })}
            className="button"
            aria-current={!narrowed && way === by ? 'true' : undefined}>
            {name}
          </Link>
        ))}
        <Link href="/browse?by=all" className="button" aria-current={narrowed ? 'true' : undefined}>
          {say('All roles')}
        </Link>
      </Tabs>
      {narrowed ? <Listing base="/browse" /> : <Shelf by={by} category={category} />}
    </>
  );
}

function Shelf({ by, category }: { by: Way; category: string | null }) {
  switch (by) {
    case 'field':
      return <Fields />;
    case 'likes':
      return <Likes />;
    case 'training':
      return <Trainings />;
    case 'pay':
      return <Pays />;
    case 'skills':
      return category ? <SkillsOf category={category} /> : <SkillShelves />;
    case 'tools':
      return category ? <ToolsOf category={category} /> : <ToolShelves />;
  }
}

function Likes() {
  const asked = useAsk(LikesDocument, {});
  return (
    <Answer asked={asked}>
      {({ descriptors: { nodes }, roles }) => {
        const counted = nodes
          .map((each) => ({ ...each, count: roles.facets.descriptor.find(({ node }) => node.slug === each.slug)?.count ?? 0 }))
          .filter((each) => each.count > 0);
        if (!counted.length) {
          return <Empty>{say('What is loaded does not say which interests roles suit.')}</Empty>;
        }
        return (
          <ul className="cards">
            {counted.map((each) => (
              <li key={each.slug}>
                <h3>
                  <Link href={address('/browse', { likes: each.slug })}>{cased(each.name)}</Link>
                  <span className="number quiet">{number(each.count)}</span>
                </h3>
                <p className="quiet">{each.description}</p>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}

interface Step {
  value: number;
  count: number;
}

function Trainings() {
  const asked = useAsk(TrainingsDocument, {});
  return (
    <Answer asked={asked}>
      {({ roles: { facets } }) => (
        <>
          {facets.jobZone.length + facets.skillLevel.length === 0 ? (
            <Empty>{say('What is loaded does not say how much training roles take.')}</Empty>
          ) : null}
          <Steps title={say('By preparation: job zones of O*NET')} choice="zone" steps={facets.jobZone} words={zoneWords} />
          <Steps title={say('By education: skill levels of ISCO')} choice="level" steps={facets.skillLevel} words={levelWords} />
        </>
      )}
    </Answer>
  );
}

/** By what one can earn: how far the pay of roles goes, in each currency and for each period that it is told in. */
function Pays() {
  const asked = useAsk(PaysDocument, {});
  return (
    <Answer asked={asked}>
      {({ roles: { facets } }) =>
        facets.pay.length ? (
          facets.pay.map(({ currency, period, count, steps }) => (
            <Ladder
              key={`${currency} ${period}`}
              title={say('{currency}, {period}: {count, plural, one {# role} other {# roles}}', {
                currency,
                period: perWord(period),
                count,
              })}
              most={count}
              rungs={steps.map((each) => ({
                href: address('/browse', { pay: `${each.atLeast} ${currency} ${period}` }),
                name: reaching(each.atLeast, currency, period),
                count: each.count,
              }))}
            />
          ))
        ) : (
          <Empty>{say('What is loaded does not say what roles earn.')}</Empty>
        )
      }
    </Answer>
  );
}

interface Stepped {
  title: string;
  choice: string;
  steps: readonly Step[];
  words: (value: number) => string;
}

function Steps({ title, choice, steps, words }: Stepped) {
  if (!steps.length) return null;
  const rungs = steps.map(({ value, count }) => ({ href: address('/browse', { [choice]: String(value) }), name: words(value), count }));
  return <Ladder title={title} most={Math.max(...steps.map((each) => each.count))} rungs={rungs} />;
}

interface Rungs {
  title: string;
  /** The count that a whole bar stands for. */
  most: number;
  rungs: readonly { href: string; name: string; count: number }[];
}

function Ladder({ title, most, rungs }: Rungs) {
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <ul className="steps">
        {rungs.map(({ href, name, count }) => (
          <li key={href}>
            <Link href={href}>{name}</Link>
            <Bar parts={{ track: 1, fill: count / most }} />
            <span className="number">{say('{count, plural, one {# role} other {# roles}}', { count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
