import { BANDS, bandsOf } from '../bands';
import { useAsk } from '../client';
import { StartDocument } from '../generated/graphql';
import { Band } from '../parts/band';
import { Select, Tick } from '../parts/fields';
import { toggled } from '../typed';
import type { Wishes } from '../wishes';

/** The wishes as fields; a change goes into the address, where `true` ticks and nothing takes a wish back. */
export function Wish({ wishes, change }: { wishes: Wishes; change: (changed: Record<string, string>) => void }) {
  const datasets = useAsk(StartDocument, {}).data?.datasets ?? [];
  return (
    <>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Select
          label="Moves"
          value={wishes.kind}
          onChange={(kind) => change({ kind })}
          options={[
            ['documented', 'that sources document'],
            ['computed', 'that are computed only'],
          ]}
        />
        {datasets.length > 1 ? (
          <Select
            label="Dataset"
            value={wishes.dataset}
            onChange={(dataset) => change({ dataset })}
            options={datasets.map((each) => [each.slug, each.title] as const)}
          />
        ) : null}
        <Tick checked={wishes.outside} onChange={(wanted) => change({ outside: wanted ? 'true' : '' })}>
          outside its own groups only
        </Tick>
        <Tick checked={wishes.diverse} onChange={(wanted) => change({ diverse: wanted ? 'true' : '' })}>
          diverse: no row of variants of one role
        </Tick>
      </form>
      <fieldset className="filters bands">
        <legend>Only moves that are</legend>
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
    </>
  );
}
