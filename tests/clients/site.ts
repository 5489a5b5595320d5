// A career site on Apollo Client with generated types: its role page, its comparison and its menu, each in one request.
// Prints what the pages show, and the requests that it took, as JSON.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { graphql } from "./generated/gql.ts";

const [url] = process.argv.slice(2);
const requests: string[] = [];

const client = new ApolloClient({
  link: new HttpLink({
    uri: url,
    fetch: async (input, init) => {
      requests.push(JSON.parse(String(init?.body)).operationName);
      return fetch(input, init);
    },
  }),
  cache: new InMemoryCache({ possibleTypes: { Entity: ["Role", "Skill", "Tool"] } }),
});

const RolePage = graphql(`
  query RolePage($slug: String!) {
    role(slug: $slug) {
      id name description jobZone regulated
      groups { id name paths { nodes { id slug name } } }
      entry { scale typical { name } }
      skills(first: 10) {
        totalCount
        edges { importance level node { id slug name } }
        facets { kind { value count } category(first: 5) { value count } }
      }
      tools(first: 10) { totalCount edges { inDemand node { id slug name } } facets { category(first: 5) { value count } } }
      responsibilities(first: 5) { totalCount nodes { id name } }
      pay { min max currency period market }
      similar(first: 5) { likeness role { id slug name } }
      outlooks { id name kind description }
      history(first: 1) { nodes { committedIn { number committedAt } } }
    }
    easiest: transitions(from: $slug, first: 5) {
      totalCount
      nodes { feasibility band barriers { kind explanation } to { id slug name } }
      facets { dataset { node { slug } count } }
    }
  }
`);

const Comparison = graphql(`
  query Comparison($saved: [String!]!, $first: String!, $pair: [String!]!, $others: [String!]!) {
    roles(slugs: $saved) { nodes { id slug name jobZone skills(first: 0) { totalCount } } }
    overlap(roles: $saved) {
      similarity comparable
      anySkills { skill { id name } holdings { importance } }
    }
    overlaps(pairs: [$pair, $saved]) { likeness }
    transitionsTo(from: $first, to: $others) { to { id slug } feasibility band skillGaps { skill { id name } missing } }
  }
`);

const Menu = graphql(`
  query Menu {
    roles: tree(of: ROLE, depth: 1) { totalCount edges { depth parentId childCount roleCount node { id slug name } } }
    skills: tree(of: SKILL, depth: 0, first: 100) { totalCount edges { childCount roleCount node { id slug name } } }
    counts: roles(first: 0) { totalCount facets { dataset { node { id title } count } skill(first: 3) { node { id name } count } } }
  }
`);

const page = (await client.query({ query: RolePage, variables: { slug: "ml-engineer" } })).data;
const first = "ai-engineer";
const others = ["ml-engineer", "data-scientist"];
const saved = [first, ...others];
const variables = { saved, first, pair: saved.slice(0, 2), others };
const comparison = (await client.query({ query: Comparison, variables })).data;
const menu = (await client.query({ query: Menu })).data;

console.log(
  JSON.stringify({
    requests,
    role: page?.role?.name,
    skills: page?.role?.skills?.totalCount,
    kinds: page?.role?.skills?.facets.kind.reduce((sum, each) => sum + each.count, 0),
    easiest: page?.easiest?.nodes.map((each) => each.to.slug),
    compared: comparison?.roles.nodes.map((each) => each.slug),
    rows: comparison?.overlap?.anySkills.length,
    likenesses: comparison?.overlaps.map((each) => each?.likeness),
    moves: comparison?.transitionsTo.map((each) => each?.to.slug),
    menu: [menu?.roles?.totalCount, menu?.roles?.edges.length, menu?.counts.totalCount],
  }),
);
