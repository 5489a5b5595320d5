// Apollo Client with generated types: a transition, all skills of a role in pages, and automatic persisted queries over
// GET. Prints what it got as JSON.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { createHash } from "node:crypto";
import { graphql } from "./generated/gql.ts";

const [url] = process.argv.slice(2);
const requests: { method: string; status: number }[] = [];

const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({
      sha256: (text: string) => createHash("sha256").update(text).digest("hex"),
      useGETForHashedQueries: true,
    }),
    new HttpLink({
      uri: url,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        requests.push({ method: init?.method ?? "GET", status: response.status });
        return response;
      },
    }),
  ]),
  cache: new InMemoryCache({
    possibleTypes: { Entity: ["Role", "Skill", "Tool"] },
    typePolicies: { Role: { fields: { skills: relayStylePagination() } } },
  }),
});

const Move = graphql(`
  query Move($from: String!, $to: String!) {
    transition(from: $from, to: $to) {
      feasibility
      documentedMove { kind }
      skillGaps { weight skill { name } }
    }
  }
`);

const Skills = graphql(`
  query Skills($slug: String!, $after: String) {
    role(slug: $slug) {
      id
      skills(first: 20, after: $after) {
        totalCount
        edges { importance node { id name } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const move = await client.query({ query: Move, variables: { from: "ai-engineer", to: "ml-engineer" } });
const feasibility: number | undefined = move.data?.transition.feasibility;

const slug = "ml-engineer";
const watched = client.watchQuery({ query: Skills, variables: { slug } });
let role = (await client.query({ query: Skills, variables: { slug } })).data?.role;
while (role?.skills.pageInfo.hasNextPage) {
  await watched.fetchMore({ variables: { after: role.skills.pageInfo.endCursor } });
  role = client.readQuery({ query: Skills, variables: { slug } })?.role;
}

const again = await client.query({
  query: Move,
  variables: { from: "ai-engineer", to: "ml-engineer" },
  fetchPolicy: "network-only",
});

console.log(
  JSON.stringify({
    feasibility,
    same: again.data?.transition.feasibility === feasibility,
    gaps: move.data?.transition.skillGaps.length,
    skills: role?.skills.edges.length,
    total: role?.skills.totalCount,
    distinct: new Set(role?.skills.edges.map((edge) => edge.node.id)).size,
    requests,
  }),
);
