import { count, dotted, percent, plain } from '../../words';
import { SkillDocument, type SkillQuery, ToolDocument, type ToolQuery } from '../generated/graphql';
import { type Paged, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section, Why } from '../parts/facts';
import { Things } from '../parts/links';
import { Importance, Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Answer, Introduced, NoSuch } from '../parts/states';

export function Skill({ slug }: { slug: string }) {
  const asked = usePages(SkillDocument, { slug }, { roles: 'skill.roles', tools: 'skill.tools' });
  return (
    <Answer asked={asked}>
      {({ skill }) => (skill ? <KnownSkill skill={skill} asked={asked} /> : <NoSuch what="skill" slug={slug} />)}
    </Answer>
  );
}

function KnownSkill({ skill, asked }: { skill: NonNullable<SkillQuery['skill']>; asked: Paged<SkillQuery> }) {
  return (
    <>
      <Introduced entity={skill} facts={dotted(plain(skill.kind), skill.category, skill.dataset.title)} />
      <Why of={skill} />
      <Downloads
        name={skill.slug}
        asked={asked}
        data={skill}
        whole={async () => (await asked.whole()).skill ?? skill}
        rows={(all) =>
          all.roles.edges.map(({ node, importance, level, emphasis, basis }) => {
            return { role: node.slug, name: node.name, importance, level, said: emphasis, basis };
          })
        }
      />
      <div className="columns">
        <Section title="Roles that need it" note={count(skill.roles.totalCount, 'role')}>
          <Facts
            kind="role"
            items={skill.roles.edges}
            of={(each) => each.node}
            mark={(each) => <Importance of={each.importance} said />}
            text={(each) => each.emphasis}
          />
          <More rest={asked.rest('roles')} what="role" />
        </Section>
        <Section title="Near it">
          <Facts kind="skill" items={skill.related} of={(each) => each.skill} text={(each) => each.reasons.map(plain).join(', ')} quiet>
            {(each) => <Meter share={each.closeness} label={`${percent(each.closeness)} near`} />}
          </Facts>
          {skill.related.length === 0 ? <p className="quiet">Nothing is known to be near it.</p> : null}
        </Section>
        {skill.broader.length || skill.narrower.length ? (
          <Section title="Hierarchy">
            <Things title="Part of" kind="skill" things={skill.broader.map((each) => each.skill)} />
            <Things title="Has parts" kind="skill" things={skill.narrower.map((each) => each.skill)} />
          </Section>
        ) : null}
        {skill.tools.totalCount ? (
          <Section title="Tools that serve it">
            <Things kind="tool" things={skill.tools.nodes} />
            <More rest={asked.rest('tools')} what="tool" />
          </Section>
        ) : null}
      </div>
    </>
  );
}

export function Tool({ slug }: { slug: string }) {
  const asked = usePages(ToolDocument, { slug }, { roles: 'tool.roles', skills: 'tool.skills' });
  return (
    <Answer asked={asked}>{({ tool }) => (tool ? <KnownTool tool={tool} asked={asked} /> : <NoSuch what="tool" slug={slug} />)}</Answer>
  );
}

function KnownTool({ tool, asked }: { tool: NonNullable<ToolQuery['tool']>; asked: Paged<ToolQuery> }) {
  return (
    <>
      <Introduced entity={tool} facts={dotted('Tool', tool.category, tool.dataset.title, tool.hot && 'hot technology')} />
      <Why of={tool} />
      <Downloads
        name={tool.slug}
        asked={asked}
        data={tool}
        whole={async () => (await asked.whole()).tool ?? tool}
        rows={(all) =>
          all.roles.edges.map(({ node, emphasis, inDemand, basis }) => {
            return { role: node.slug, name: node.name, said: emphasis, inDemand, basis };
          })
        }
      />
      <div className="columns">
        <Section title="Roles that use it" note={count(tool.roles.totalCount, 'role')}>
          <Facts kind="role" items={tool.roles.edges} of={(each) => each.node} text={(each) => each.emphasis}>
            {(each) => (each.inDemand ? <span className="tag">in demand</span> : null)}
          </Facts>
          <More rest={asked.rest('roles')} what="role" />
        </Section>
        {tool.skills.totalCount ? (
          <Section title="Skills that it serves">
            <Things kind="skill" things={tool.skills.nodes} />
            <More rest={asked.rest('skills')} what="skill" />
          </Section>
        ) : null}
      </div>
    </>
  );
}
