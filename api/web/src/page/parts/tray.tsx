import { Link, useLocation } from 'wouter';

import { address } from '../../addresses';
import { say } from '../../messages/say';
import { cased } from '../names';
import { keep, MOST, toggle, useTray } from '../tray';
import { type Named, To } from './links';

/** Puts a role aside, or takes it back. */
export function Add({ role }: { role: Named }) {
  const held = useTray();
  const isIn = held.some((each) => each.slug === role.slug);
  return (
    <button type="button" aria-pressed={isIn} disabled={!isIn && held.length >= MOST} onClick={() => toggle(role)}>
      {isIn ? say('Put aside ✓') : say('Put aside')}
    </button>
  );
}

/** The roles that were put aside, at the foot of every view until they are compared or dropped. */
export function Tray() {
  const held = useTray();
  const [here] = useLocation();
  if (!held.length || here === '/compare') return null;
  return (
    <aside className="tray" aria-label={say('Put aside')}>
      <ul className="chips">
        {held.map((each) => (
          <li key={each.slug}>
            <To kind="role" thing={each} />
            <button
              type="button"
              className="bare"
              aria-label={say('Take out {name}', { name: cased(each.name) })}
              onClick={() => toggle(each)}>
              ×
            </button>
          </li>
        ))}
      </ul>
      {held.length > 1 ? (
        <Link className="button strong" href={address('/compare', { roles: held.map((each) => each.slug).join(',') })}>
          {say('Compare {count}', { count: held.length })}
        </Link>
      ) : (
        <span className="quiet">{say('Put another aside to compare them.')}</span>
      )}
      <button type="button" onClick={() => keep([])}>
        {say('Empty')}
      </button>
    </aside>
  );
}
