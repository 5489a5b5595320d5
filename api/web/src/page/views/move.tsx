import { Link, useSearchParams } from 'wouter';

import { Picker } from '../parts/picker';
import { Empty, Heading } from '../parts/states';
import { address } from '../words';
import { Mine } from './mine';
import { From } from './ranked';

export function Move() {
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from');
  const mine = parameters.get('mine');
  return (
    <>
      {from === null || mine !== null ? <Heading title={mine === null ? 'Where to move' : 'What fits my skills'} /> : null}
      <div className="tabs" role="group" aria-label="Where one starts">
        <Link href={address('/move', { from: from ?? undefined })} className="button" aria-current={mine === null ? 'true' : undefined}>
          From a role
        </Link>
        <Link href="/move?mine=" className="button" aria-current={mine === null ? undefined : 'true'}>
          From my skills
        </Link>
      </div>
      {mine === null ? (
        <>
          <Picker
            label={from ? 'Start from another role' : 'The role that you have'}
            placeholder="Name of a role"
            types={['ROLE']}
            onPick={({ slug }) =>
              setParameters((before) => {
                before.set('from', slug);
                before.delete('to');
                return before;
              })
            }
          />
          {from ? (
            <From from={from} />
          ) : (
            <Empty>
              <p>Choose the role that you have: you see which moves are feasible, what carries over, and what is missing.</p>
            </Empty>
          )}
        </>
      ) : (
        <Mine given={mine} />
      )}
    </>
  );
}
