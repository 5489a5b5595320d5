import { Link } from 'wouter';

import { useAsk } from '../client';
import { SkillDocument, ToolDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Meter, Section, Things, To, Why } from '../parts/facts';
import { Answer, Empty, Heading } from '../parts/states';
import { address, count, percent, plain } from '../words';

function Unknown({ what, slug }: { what: string; slug: string }) {
  return (
    <>
      <Heading title={`No such ${what}`} />
      <Empty>
        <p>
          There is no {what} “{slug}”.
        </p>
        <Link className="button" href={address('/find', { q: slug.split('/').at(-1)?.replaceAll('-', ' ') })}>
          Look for it
        </Link>
      </Empty>
    </>
  );
}

export function Skill({ slug }: { slug: string }) {
  const asked = useAsk(SkillDocument, { slug });
  return (
    <Answer asked={asked}>
      {({ skill }) =>
        skill ? (
          <>
            <Heading title={skill.name}>
              <p className="quiet">
                {plain(skill.kind)}
                {skill.category ? ` · ${skill.category}` : ''} · {skill.dataset.title}
              </p>
            </Heading>
            {skill.description ? <p className="lead">{skill.description}</p> : null}
            {skill.aliases.length ? <p className="quiet clip">Also called {skill.aliases.join(', ')}.</p> : null}
            <Why basis={skill.basis} citations={skill.citations} />
            <Downloads
              name={skill.slug}
              document={SkillDocument}
              variables={{ slug }}
              data={skill}
              rows={skill.roles.edges.map((each) => ({
                role: each.node.slug,
                name: each.node.name,
                importance: each.importance,
                level: each.level,
                said: each.emphasis,
                basis: each.basis,
              }))}
            />
            <div className="columns">
              <Section title="Roles that need it" note={count(skill.roles.totalCount, 'role')}>
                <ul className="facts">
                  {skill.roles.edges.map((each) => (
                    <li key={each.node.slug}>
                      <span className="importance" data-importance={each.importance} title={plain(each.importance)}>
                        {each.importance === 'ESSENTIAL' ? '●' : '○'}
                        <span className="hidden">{plain(each.importance)}:</span>
                      </span>
                      <div>
                        <To kind="role" thing={each.node} />
                        {each.emphasis ? <p>{each.emphasis}</p> : null}
                        <Why basis={each.basis} citations={each.citations} />
                      </div>
                    </li>
                  ))}
                </ul>
              </Section>
              <Section title="Near it">
                <ul className="facts">
                  {skill.related.map((each) => (
                    <li key={each.skill.slug}>
                      <div>
                        <To kind="skill" thing={each.skill} />
                        <Meter share={each.closeness} label={`${percent(each.closeness)} near`} />
                        <p className="quiet">{each.reasons.map(plain).join(', ')}</p>
                      </div>
                    </li>
                  ))}
                </ul>
                {skill.related.length === 0 ? <p className="quiet">Nothing is known to be near it.</p> : null}
              </Section>
              {skill.broader.length || skill.narrower.length ? (
                <Section title="Hierarchy">
                  {skill.broader.length ? <h3>Part of</h3> : null}
                  <Things kind="skill" things={skill.broader.map((each) => each.skill)} />
                  {skill.narrower.length ? <h3>Has parts</h3> : null}
                  <Things kind="skill" things={skill.narrower.map((each) => each.skill)} />
                </Section>
              ) : null}
              {skill.tools.totalCount ? (
                <Section title="Tools that serve it">
                  <Things kind="tool" things={skill.tools.nodes} />
                </Section>
              ) : null}
            </div>
          </>
        ) : (
          <Unknown what="skill" slug={slug} />
        )
      }
    </Answer>
  );
}

export function Tool({ slug }: { slug: string }) {
  const asked = useAsk(ToolDocument, { slug });
  return (
    <Answer asked={asked}>
      {({ tool }) =>
        tool ? (
          <>
            <Heading title={tool.name}>
              <p className="quiet">
                Tool{tool.category ? ` · ${tool.category}` : ''} · {tool.dataset.title}
                {tool.hot ? ' · hot technology' : ''}
              </p>
            </Heading>
            {tool.description ? <p className="lead">{tool.description}</p> : null}
            {tool.aliases.length ? <p className="quiet clip">Also called {tool.aliases.join(', ')}.</p> : null}
            <Why basis={tool.basis} citations={tool.citations} />
            <Downloads
              name={tool.slug}
              document={ToolDocument}
              variables={{ slug }}
              data={tool}
              rows={tool.roles.edges.map((each) => ({
                role: each.node.slug,
                name: each.node.name,
                said: each.emphasis,
                inDemand: each.inDemand,
                basis: each.basis,
              }))}
            />
            <div className="columns">
              <Section title="Roles that use it" note={count(tool.roles.totalCount, 'role')}>
                <ul className="facts">
                  {tool.roles.edges.map((each) => (
                    <li key={each.node.slug}>
                      <div>
                        <To kind="role" thing={each.node} />
                        {each.inDemand ? <span className="tag">in demand</span> : null}
                        {each.emphasis ? <p>{each.emphasis}</p> : null}
                        <Why basis={each.basis} citations={each.citations} />
                      </div>
                    </li>
                  ))}
                </ul>
              </Section>
              {tool.skills.totalCount ? (
                <Section title="Skills that it serves">
                  <Things kind="skill" things={tool.skills.nodes} />
                </Section>
              ) : null}
            </div>
          </>
        ) : (
          <Unknown what="tool" slug={slug} />
        )
      }
    </Answer>
  );
}
