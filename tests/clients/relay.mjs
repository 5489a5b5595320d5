// Relay's runtime with what its compiler made of the schema: pages of a connection become one list in the store.
import { createRequire } from "node:module";
import query from "./generated/relay/RoleSkillsQuery.graphql.js";

const { createOperationDescriptor, Environment, fetchQuery, getRequest, Network, RecordSource, Store } = createRequire(
  import.meta.url,
)("relay-runtime");

const [url] = process.argv.slice(2);

const environment = new Environment({
  network: Network.create(async (request, variables) => {
    const body = JSON.stringify({ query: request.text, variables });
    const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    return response.json();
  }),
  store: new Store(new RecordSource()),
});

const variables = { slug: "ml-engineer", count: 20, cursor: null };
const operation = createOperationDescriptor(getRequest(query), variables);
environment.retain(operation);

let pages = 0;
let cursor = null;
for (;;) {
  await fetchQuery(environment, query, { ...variables, cursor }).toPromise();
  pages += 1;
  const { pageInfo } = environment.lookup(operation.fragment).data.role.skills;
  if (!pageInfo.hasNextPage) break;
  cursor = pageInfo.endCursor;
}

const { edges } = environment.lookup(operation.fragment).data.role.skills;
console.log(JSON.stringify({ pages, skills: edges.length, names: new Set(edges.map((edge) => edge.node.name)).size }));
