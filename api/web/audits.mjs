// Runs the audits of the GraphQL over HTTP specification against a server: `node audits.mjs URL`.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
console.log(
  JSON.stringify(
    results.map(({ id, name, status, reason }) => ({ id, name, status, reason })),
    null,
    1,
  ),
);
