import { Link } from 'wouter';
import { address, path } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { number } from '../../messages/formats';
import { say } from '../../messages/say';
import { sayWith } from '../../messages/with';
import { useAsk } from '../client';
import { DoorsDocument, type DoorsQuery, StartDocument, type StartQuery } from '../generated/graphql';
import { cased, shortly } from '../names';
import { Section } from '../parts/facts';
import { Chips } from '../parts/links';
import { Said, wordsIn } from '../parts/said';
import { Answer, Empty, Heading } from '../parts/states';
import { Words } from '../parts/told';
import { levelWords, zoneWords } from '../training';
import { Box } from './find';

const FEW = 40; // roles of a dataset that are all named here

export function Start() {
  const asked = useAsk(StartDocument, {});
  return (
    <>
      <div className="hero">
        <Heading title={say('What do roles share, and how do people move between them?')} />
        <Box />
      </div>
      <Answer asked={asked}>
        {({ datasets }) => (
          <>
            {datasets.length ? <Doors datasets={datasets} /> : null}
            {datasets.some((each) => each.roles.totalCount > 0) ? <Ways /> : null}
            {datasets
              .filter((each) => each.roles.totalCount > 0 && each.roles.totalCount <= FEW)
              .map((each) => (
                <Section key={each.slug} title={<Words language={each.language}>{each.title}</Words>} note={loaded(each)}>
                  <Chips kind="role" things={each.roles.nodes} />
                </Section>
              ))}
            <Loaded datasets={datasets.filter((each) => each.roles.totalCount > FEW)} />
            {datasets.length === 0 ? (
              <Empty>
                {sayWith('Nothing is loaded yet. Run <code>{command}</code>, and this page fills within seconds.', {
                  command: 'rolegraph load seeds/datasets/ai-careers',
                  code: (words) => <code>{words}</code>,
                })}
              </Empty>
            ) : null}
          </>
        )}
      </Answer>
    </>
  );
}

type Datasets = StartQuery['datasets'];

function loaded(each: Datasets[number]): string {
  return say('{roles, plural, one {# role} other {# roles}}, {skills, plural, one {# skill} other {# skills}}', {
    roles: each.roles.totalCount,
    skills: each.skills.totalCount,
  });
}

function Loaded({ datasets }: { datasets: Datasets }) {
  if (!datasets.length) return null;
  return (
    <p className="quiet loaded">
      {datasets.map((each) => (
        <span key={each.slug}>
          <Link href={address('/browse', { dataset: each.slug })} {...foreign(each.language)}>
            {shortly(each.title)}
          </Link>
          : {loaded(each)}
        </span>
      ))}
    </p>
  );
}

/** Why people come: three doors, each with a way in that works with what is loaded. */
function Doors({ datasets }: { datasets: Datasets }) {
  const [one, other] = datasets.find((each) => each.roles.totalCount > 1)?.roles.nodes ?? [];
  const shown = one && other && datasets.some((each) => each.roles.totalCount <= FEW && each.roles.nodes.includes(one));
  return (
    <ul className="doors">
      <li data-door="change">
        <h2>
          <Link href="/move">{say('I want to change')}</Link>
        </h2>
        <p>{say('From the role that you have, or from what you can do: what is near, what carries over, what is missing.')}</p>
        <p className="ways-in">
          <Link href="/move">{say('From my role')}</Link>
          <Link href="/move?mine=">{say('From my CV or skills')}</Link>
        </p>
      </li>
      <li data-door="compare">
        <h2>
          <Link href="/compare">{say('I compare')}</Link>
        </h2>
        <p>{say('Two to eight roles side by side: what they share, and what each has alone.')}</p>
        <p className="ways-in">
          {shown ? (
            <Link href={address('/compare', { roles: `${one.slug},${other.slug}` })}>
              <Said
                text={say('{one} and {other}', {
                  one: wordsIn(cased(one.name), one.nameLanguage),
                  other: wordsIn(cased(other.name), other.nameLanguage),
                })}
              />
            </Link>
          ) : (
            <Link href="/compare">{say('Choose roles')}</Link>
          )}
        </p>
      </li>
      <li data-door="hire">
        <h2>
          <Link href="/hire">{say('I hire')}</Link>
        </h2>
        <p>{say('Say what has to be done, in a sentence or a list: which roles do that, and why.')}</p>
        <p className="ways-in">
          <Link href="/hire">{say('Say what I need')}</Link>
        </p>
      </li>
    </ul>
  );
}

/** Ways in without a word: by field, by what one likes, by training. Nothing where what is loaded is not so divided. */
function Ways() {
  const asked = useAsk(DoorsDocument, {});
  if (!asked.data) return <div className="ways-waiting" />;
  const { facets } = asked.data.roles;
  return (
    <>
      <ByField groups={facets.group} />
      <div className="pair">
        <Counted
          title={say('By what you like')}
          more="/browse?by=likes"
          lines={facets.descriptor.map(({ node, count }) => ({
            name: cased(node.name),
            language: node.nameLanguage,
            href: address('/browse', { likes: node.slug }),
            count,
          }))}
        />
        <Counted
          title={say('By training')}
          more="/browse?by=training"
          lines={
            facets.jobZone.length
              ? facets.jobZone.map(({ value, count }) => ({
                  name: zoneWords(value),
                  href: address('/browse', { zone: String(value) }),
                  count,
                }))
              : facets.skillLevel.map(({ value, count }) => ({
                  name: levelWords(value),
                  href: address('/browse', { level: String(value) }),
                  count,
                }))
          }
        />
      </div>
    </>
  );
}

function ByField({ groups }: { groups: DoorsQuery['roles']['facets']['group'] }) {
  const schemes = [...new Set(groups.map(({ node }) => node.scheme))];
  return schemes.map((scheme) => (
    <Counted
      key={scheme}
      title={schemes.length > 1 ? say('By field of work, {scheme}', { scheme }) : say('By field of work')}
      more="/browse"
      wide
      lines={groups
        .filter(({ node }) => node.scheme === scheme)
        .map(({ node, count }) => ({ name: cased(node.name), language: node.nameLanguage, href: path('group', node.slug), count }))}
    />
  ));
}

interface Counts {
  title: string;
  more: string;
  wide?: boolean;
  lines: readonly { name: string; language?: string; href: string; count: number }[];
}

function Counted({ title, more, wide, lines }: Counts) {
  if (!lines.length) return null;
  return (
    <Section title={title} note={<Link href={more}>{say('all of it')}</Link>}>
      <ul className={wide ? 'counted in-columns' : 'counted'}>
        {lines.map(({ name, language, href, count }) => (
          <li key={href}>
            <Link href={href} {...foreign(language)}>
              {name}
            </Link>
            <span className="number quiet">{number(count)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
