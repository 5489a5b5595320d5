import { say } from '../../messages/say';
import { percent, plain } from '../../words';
import { SkillDocument, type SkillQuery, ToolDocument, type ToolQuery } from '../generated/graphql';
import { shortly } from '../names';
import { counted } from '../nouns';
import { type Paged, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section } from '../parts/facts';
import { Things } from '../parts/links';
import { Importance, Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Verdict } from '../parts/said';
import { Answer, Introduced, NoSuch } from '../parts/states';
import { Dotted, InDataset, Words } from '../parts/told';

export function Skill({ slug }: { slug: string }) {
  const asked = usePages(SkillDocument, { slug }, { roles: 'skill.roles', tools: 'skill.tools' });
  return (
    <Answer asked={asked}>
      {({ skill }) =>
        skill ? (
          <InDataset of={skill.dataset}>
            <KnownSkill skill={skill} asked={asked} />
          </InDataset>
        ) : (
          <NoSuch what="skill" slug={slug} />
        )
      }
    </Answer>
  );
}

function KnownSkill({ skill, asked }: { skill: NonNullable<SkillQuery['skill']>; asked: Paged<SkillQuery> }) {
  return (
    <>
      <Introduced
        entity={skill}
        facts={
          <Dotted>
            {plain(skill.kind)}
            {skill.category && <Words>{skill.category}</Words>}
            <Words>{shortly(skill.dataset.title)}</Words>
          </Dotted>
        }
        evidence={skill}
      />
      <Needed roles={skill.roles.totalCount} tools={skill.tools.totalCount} isGroup={skill.narrower.length > 0} />
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
      {skill.narrower.length ? <Hierarchy skill={skill} /> : null}
      <div className="columns">
        {skill.roles.totalCount || !skill.narrower.length ? (
          <Section title={say('Roles that need it')} note={counted(skill.roles.totalCount, 'role')}>
            <Facts
              kind="role"
              items={skill.roles.edges}
              of={(each) => each.node}
              mark={(each) => <Importance of={each.importance} said />}
              text={(each) => each.emphasis}
            />
            <More rest={asked.rest('roles')} what="role" />
          </Section>
        ) : null}
        <Section title={say('Near it')}>
          <Facts
            kind="skill"
            items={skill.related}
            of={(each) => each.skill}
            text={(each) => each.reasons.map(plain).join(', ')}
            says
            quiet
            figure={(each) => <Meter share={each.closeness} label={say('{share} near', { share: percent(each.closeness) })} />}
          />
          {skill.related.length === 0 ? <p className="quiet">{say('Nothing is known to be near it.')}</p> : null}
        </Section>
        {skill.tools.totalCount ? (
          <Section title={say('Tools that serve it')}>
            <Things kind="tool" things={skill.tools.nodes} />
            <More rest={asked.rest('tools')} what="tool" />
          </Section>
        ) : null}
      </div>
      {skill.narrower.length ? null : <Hierarchy skill={skill} />}
    </>
  );
}

type KnownOne = NonNullable<SkillQuery['skill']>;

function Hierarchy({ skill }: { skill: KnownOne }) {
  if (!skill.broader.length && !skill.narrower.length) return null;
  return (
    <Section title={say('Hierarchy')}>
      <Things title={say('Part of')} kind="skill" things={skill.broader.map((each) => each.skill)} />
      <Things title={say('Has parts')} kind="skill" things={skill.narrower.map((each) => each.skill)} most={60} />
    </Section>
  );
}

/** For how many roles it matters, in a sentence. */
function Needed({ roles, tools, isGroup }: { roles: number; tools: number; isGroup: boolean }) {
  if (isGroup && !roles) return null;
  return (
    <Verdict>
      {say('{roles, plural, =0 {No role that is loaded needs} one {# role needs} other {# roles need}} it.', { roles })}{' '}
      {tools ? say('{tools, plural, one {# tool serves} other {# tools serve}} it.', { tools }) : null}
    </Verdict>
  );
}

export function Tool({ slug }: { slug: string }) {
  const asked = usePages(ToolDocument, { slug }, { roles: 'tool.roles', skills: 'tool.skills' });
  return (
    <Answer asked={asked}>
      {({ tool }) =>
        tool ? (
          <InDataset of={tool.dataset}>
            <KnownTool tool={tool} asked={asked} />
          </InDataset>
        ) : (
          <NoSuch what="tool" slug={slug} />
        )
      }
    </Answer>
  );
}

function KnownTool({ tool, asked }: { tool: NonNullable<ToolQuery['tool']>; asked: Paged<ToolQuery> }) {
  return (
    <>
      <Introduced
        entity={tool}
        facts={
          <Dotted>
            {say('Tool')}
            {tool.category && <Words>{tool.category}</Words>}
            <Words>{shortly(tool.dataset.title)}</Words>
            {tool.hot && say('hot technology')}
          </Dotted>
        }
        evidence={tool}
      />
      <Verdict>
        {say('{roles, plural, =0 {No role that is loaded uses} one {# role uses} other {# roles use}} it.', {
          roles: tool.roles.totalCount,
        })}
      </Verdict>
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
        <Section title={say('Roles that use it')} note={counted(tool.roles.totalCount, 'role')}>
          <Facts kind="role" items={tool.roles.edges} of={(each) => each.node} text={(each) => each.emphasis}>
            {(each) => (each.inDemand ? <span className="tag">{say('in demand')}</span> : null)}
          </Facts>
          <More rest={asked.rest('roles')} what="role" />
        </Section>
        {tool.skills.totalCount ? (
          <Section title={say('Skills that it serves')}>
            <Things kind="skill" things={tool.skills.nodes} />
            <More rest={asked.rest('skills')} what="skill" />
          </Section>
        ) : null}
      </div>
    </>
  );
}
