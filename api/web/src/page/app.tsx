import { useEffect, useRef, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';

import icon from '../icon.svg';
import { say } from '../messages/say';
import { sayWith } from '../messages/with';
import { PREFIX } from '../prefix';
import { day } from '../words';
import { useAsk } from './client';
import { NowDocument } from './generated/graphql';
import { Guarded } from './parts/boundary';
import { Empty, Heading } from './parts/states';
import { Tray } from './parts/tray';
import { applyTheme, THEMES, theme } from './theme';
import { LanguageSwitch } from './tongue';
import { Browse } from './views/browse';
import { Compare } from './views/compare';
import { Data } from './views/data';
import { Find } from './views/find';
import { Group } from './views/group';
import { Hire } from './views/hire';
import { Move } from './views/move';
import { Role } from './views/role';
import { Start } from './views/start';
import { Skill, Tool } from './views/thing';

const LOOK_AGAIN = 60_000; // milliseconds, after which a page that is looked at asks whether something was loaded

function views() {
  return [
    ['/', say('Find')],
    ['/browse', say('Browse')],
    ['/move', say('Move')],
    ['/compare', say('Compare')],
    ['/hire', say('Hire')],
    ['/data', say('Data')],
  ] as const;
}

function themes() {
  return { auto: say('as the system has it'), light: say('light'), dark: say('dark') };
}

export function App() {
  return (
    <>
      <a className="skip" href="#main">
        {say('To the content')}
      </a>
      <Bar />
      <main id="main" tabIndex={-1}>
        <Guarded>
          <Switch>
            <Route path="/" component={Start} />
            <Route path="/find" component={Find} />
            <Route path="/browse" component={Browse} />
            <Route path="/role/*">{(parameters) => <Role key={parameters['*']} slug={parameters['*'] ?? ''} />}</Route>
            <Route path="/skill/*">{(parameters) => <Skill key={parameters['*']} slug={parameters['*'] ?? ''} />}</Route>
            <Route path="/tool/*">{(parameters) => <Tool key={parameters['*']} slug={parameters['*'] ?? ''} />}</Route>
            <Route path="/group/*">{(parameters) => <Group key={parameters['*']} slug={parameters['*'] ?? ''} />}</Route>
            <Route path="/compare" component={Compare} />
            <Route path="/move" component={Move} />
            <Route path="/hire" component={Hire} />
            <Route path="/data" component={Data} />
            <Route>
              <Heading title={say('Nothing is here')} />
              <Empty
                action={
                  <Link href="/" className="button">
                    {say('Find a role, skill or tool')}
                  </Link>
                }>
                {say('This address leads nowhere.')}
              </Empty>
            </Route>
          </Switch>
        </Guarded>
      </main>
      <Tray />
      <Guarded otherwise={<footer className="foot" />}>
        <Foot />
      </Guarded>
    </>
  );
}

function Bar() {
  const [here] = useLocation();
  const [chosen, setChosen] = useState(theme);
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is current
  useEffect(() => {
    // On a phone the views do not fit beside each other.
    const current = list.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    const bar = list.current?.getBoundingClientRect();
    if (list.current && bar && current) list.current.scrollLeft += current.left + current.width / 2 - bar.left - bar.width / 2;
  }, [here]);
  const next = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length] ?? 'auto';
  return (
    <nav className="bar" aria-label={say('Views')}>
      <Link href="/" className="brand">
        <img src={icon} alt="" width={24} height={24} />
        Rolegraph
      </Link>
      <ul ref={list}>
        {views().map(([href, name]) => (
          <li key={href}>
            <Link href={href} aria-current={here === href ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
        <li>
          <a href={`${PREFIX}/graphql`}>GraphiQL</a>
        </li>
      </ul>
      <Guarded otherwise={null}>
        <LanguageSwitch />
      </Guarded>
      <button
        type="button"
        className="theme"
        aria-label={say('Colours: {now}. Change to {next}', { now: themes()[chosen], next: themes()[next] })}
        onClick={() => {
          applyTheme(next);
          setChosen(next);
        }}>
        {{ auto: '◐', light: '☀', dark: '☾' }[chosen]}
      </button>
    </nav>
  );
}

/** Of which revision the page is. When there is a newer one, all that is shown is asked for again. */
function Foot() {
  const asked = useAsk(NowDocument, {});
  const again = useRef(asked.again);
  again.current = asked.again;
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && again.current();
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, LOOK_AGAIN);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, []);
  const revision = asked.data?.revisions.nodes[0];
  return (
    <footer className="foot">
      {revision ? (
        <p>
          {sayWith('Revision <data>{number}</data>, {day}. Every figure on this page comes from the <api>public API</api>.', {
            number: revision.number,
            day: day(revision.committedAt),
            data: (words) => <Link href="/data">{words}</Link>,
            api: (words) => <a href={`${PREFIX}/graphql`}>{words}</a>,
          })}
        </p>
      ) : null}
    </footer>
  );
}
