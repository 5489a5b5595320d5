// What the Relay compiler reads; relay.ts runs what it makes of it.
import { graphql } from "relay-runtime";

export const RoleSkillsQuery = graphql`
  query RoleSkillsQuery($slug: String!, $count: Int!, $cursor: String) {
    role(slug: $slug) {
      ...RoleSkillsQuery_role @arguments(count: $count)
      skills(first: $count, after: $cursor) @connection(key: "RoleSkills_skills") {
        edges {
          importance
          node {
            name
          }
        }
      }
    }
  }
`;

export const fragment = graphql`
  fragment RoleSkillsQuery_role on Role
  @refetchable(queryName: "RoleSkillsPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
    name
    tools(first: $count, after: $cursor) @connection(key: "RoleSkills_tools") {
      edges {
        node {
          name
        }
      }
    }
  }
`;
