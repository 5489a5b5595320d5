import { Link, useLocation, useSearchParams } from 'wouter';

import { address } from '../../addresses';
import { say } from '../../messages/say';
import { Tabs } from '../parts/facts';
import { Picker } from '../parts/picker';
import { Empty, Heading } from '../parts/states';
import { Mine } from './mine';
import { From } from './ranked';

export function Move() {
  const [, go] = useLocation();
  const [parameters] = useSearchParams();
  const from = parameters.get('from') || null;
  const mine = parameters.get('mine');
  return (
    <>
      {from === null || mine !== null ? <Heading title={mine === null ? say('Where to move') : say('What fits my skills')} /> : null}
      <Tabs label={say('Where one starts')}>
        <Link href={address('/move', { from: from ?? undefined })} className="button" aria-current={mine === null ? 'true' : undefined}>
          {say('From a role')}
        </Link>
        <Link href="/move?mine=" className="button" aria-current={mine === null ? undefined : 'true'}>
          {say('From a CV or skills')}
        </Link>
      </Tabs>
      {mine === null ? (
        <>
          <Picker
            label={from ? say('Start from another role') : say('The role that you have')}
            placeholder={say('Name of a role')}
            types={['ROLE']}
            onPick={({ slug }) => {
              if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // the heading takes the focus
              go(address('/move', { ...Object.fromEntries(parameters), from: slug, ...(from ? { to: '' } : {}) }));
            }}
          />
          {from ? (
            <From from={from} />
          ) : (
            <Empty action={<Link href="/browse">{say('Browse by field of work')}</Link>}>
              {say('Choose the role that you have: you see which moves are feasible, what carries over, and what is missing.')}
            </Empty>
          )}
        </>
      ) : (
        <Mine given={mine} />
      )}
    </>
  );
}
