import { Link } from 'wouter';

import { path } from '../../addresses';
import { say } from '../../messages/say';
import { useAsk } from '../client';
import { GroupDocument, type GroupQuery } from '../generated/graphql';
import { shortly } from '../names';
import { To } from '../parts/links';
import { Answer, Introduced, NoSuch } from '../parts/states';
import { Dotted, InDataset, Words } from '../parts/told';
import { Listing } from './listing';

/** A group of a classification (ISCO-08, SOC): what it is part of, its own groups, and all roles in it and under it. */
export function Group({ slug }: { slug: string }) {
  const asked = useAsk(GroupDocument, { slug });
  return (
    <Answer asked={asked}>
      {({ roleGroup: group }) =>
        group ? (
          <InDataset of={group.dataset}>
            <Known group={group} />
          </InDataset>
        ) : (
          <NoSuch what="group" slug={slug} />
        )
      }
    </Answer>
  );
}

type Shown = NonNullable<GroupQuery['roleGroup']>;

function Known({ group }: { group: Shown }) {
  return (
    <>
      <nav className="crumbs" aria-label={say('Where it belongs')}>
        <Link href="/browse">{say('All fields')}</Link>
        {[...group.ancestors].reverse().map((each) => (
          <To key={each.slug} kind="group" thing={each} />
        ))}
      </nav>
      <Introduced
        entity={group}
        facts={
          <Dotted>
            <Words>{shortly(group.dataset.title)}</Words>
            {`${group.scheme} ${group.code}`}
          </Dotted>
        }
        evidence={group}
      />
      <Listing base={path('group', group.slug)} group={group.slug} />
    </>
  );
}
