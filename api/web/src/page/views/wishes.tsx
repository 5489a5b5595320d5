import { useState } from 'react';
import { say } from '../../messages/say';
import { BANDS, bandsOf } from '../bands';
import { useAsk } from '../client';
import { StartDocument } from '../generated/graphql';
import { shortly } from '../names';
import { Band } from '../parts/band';
import { Select, Tick } from '../parts/fields';
import type { Trained } from '../training';
import { toggled } from '../typed';
import { TRAININGS, type Wishes } from '../wishes';

interface Wishing {
  wishes: Wishes;
  /** The role that is left: what is not known of it cannot be wished to be less. */
  from: (Trained & { groups: readonly unknown[] }) | null | undefined;
  /** Whether pay and employment are loaded. */
  observed: boolean;
  /** Goes into the address, where `true` ticks and nothing takes a wish back. */
  change: (changed: Record<string, string>) => void;
}

const NARROW = 640; // pixels of a window

/** Whether anything is asked of moves, other than their order. */
function isWished({ training, kind, dataset, outside, pay, growing, diverse, bands }: Wishes): boolean {
  return Boolean(training || kind || dataset || bands.length) || outside || pay || growing || diverse;
}

/** What people ask of moves, as buttons and fields. */
export function Wish({ wishes, from, observed, change }: Wishing) {
  const datasets = (useAsk(StartDocument, {}).data?.datasets ?? []).filter((each) => each.roles.totalCount > 0);
  // Where there is little room they are out of the way until one looks for them, or has wished something.
  const [open] = useState(() => window.innerWidth > NARROW || isWished(wishes));
  const words = { less: say('Less training'), same: say('As much'), more: say('More') };
  return (
    <details className="wishes" open={open}>
      <summary className="button">{say('Narrow down')}</summary>
      {from?.jobZone || from?.skillLevel ? (
        <fieldset className="segments">
          <legend>{say('Training')}</legend>
          {['' as const, ...TRAININGS].map((each) => (
            <button key={each} type="button" aria-pressed={wishes.training === each} onClick={() => change({ training: each })}>
              {each ? words[each] : say('Any')}
            </button>
          ))}
        </fieldset>
      ) : null}
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Select
          label={say('Moves')}
          value={wishes.kind}
          onChange={(kind) => change({ kind })}
          options={[
            ['documented', say('that sources document')],
            ['computed', say('that are computed only')],
          ]}
        />
        {datasets.length > 1 ? (
          <Select
            label={say('Dataset')}
            value={wishes.dataset}
            onChange={(dataset) => change({ dataset })}
            options={datasets.map((each) => [each.slug, shortly(each.title)] as const)}
          />
        ) : null}
        {from?.groups.length ? (
          <Tick checked={wishes.outside} onChange={(wanted) => change({ outside: wanted ? 'true' : '' })}>
            {say('outside my field')}
          </Tick>
        ) : null}
        {observed ? (
          <>
            <Tick checked={wishes.pay} onChange={(wanted) => change({ pay: wanted ? 'more' : '' })}>
              {say('no less pay')}
            </Tick>
            <Tick checked={wishes.growing} onChange={(wanted) => change({ growing: wanted ? 'true' : '' })}>
              {say('not shrinking')}
            </Tick>
          </>
        ) : null}
        <Tick checked={wishes.diverse} onChange={(wanted) => change({ diverse: wanted ? 'true' : '' })}>
          {say('diverse: no row of variants of one role')}
        </Tick>
      </form>
      <fieldset className="filters bands">
        <legend>{say('Only moves that are')}</legend>
        {BANDS.map((band) => (
          <Tick
            key={band}
            className="choice"
            checked={wishes.bands.includes(band)}
            onChange={(wanted) => change({ bands: bandsOf(toggled(wishes.bands, band, wanted).join(',')).join(',') })}>
            <Band band={band} />
          </Tick>
        ))}
      </fieldset>
    </details>
  );
}
