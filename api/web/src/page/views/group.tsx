import { count, dotted } from '../../words';
import { GroupDocument, type GroupQuery } from '../generated/graphql';
import { type Paged, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section, Why } from '../parts/facts';
import { Things } from '../parts/links';
import { More } from '../parts/more';
import { Answer, Introduced, NoSuch } from '../parts/states';

/** A group of a classification (ISCO-08, SOC): what it is part of, its own groups, and its roles. */
export function Group({ slug }: { slug: string }) {
  const asked = usePages(GroupDocument, { slug }, { roles: 'roleGroup.roles' });
  return (
    <Answer asked={asked}>
      {({ roleGroup: group }) => (group ? <Known group={group} asked={asked} /> : <NoSuch what="group" slug={slug} />)}
    </Answer>
  );
}

type Shown = NonNullable<GroupQuery['roleGroup']>;

function Known({ group, asked }: { group: Shown; asked: Paged<GroupQuery> }) {
  return (
    <>
      <Introduced entity={group} facts={dotted(`${group.scheme} ${group.code}`, group.dataset.title)} />
      <Why of={group} />
      <Downloads
        name={group.slug}
        asked={asked}
        data={group}
        whole={async () => (await asked.whole()).roleGroup ?? group}
        rows={(all) => all.roles.nodes.map(({ slug, name }) => ({ role: slug, name }))}
      />
      {group.broader || group.narrower.length ? (
        <Section title="Classification">
          <Things title="Part of" kind="group" things={group.broader ? [group.broader] : []} />
          <Things title="Groups in it" kind="group" things={group.narrower} most={60} />
        </Section>
      ) : null}
      {group.roles.totalCount ? (
        <Section title="Roles" note={count(group.roles.totalCount, 'role')}>
          <Facts kind="role" columns items={group.roles.nodes} of={(each) => each} />
          <More rest={asked.rest('roles')} what="role" />
        </Section>
      ) : null}
    </>
  );
}
