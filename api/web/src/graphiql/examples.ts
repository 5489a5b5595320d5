// The tabs with which GraphiQL opens: one for each question that the API answers, and what each is about.
// `tests/browser` runs every one of them, so each has to show data on the shipped dataset.

const files = import.meta.glob<string>('../examples/*.graphql', { eager: true, query: '?raw', import: 'default' });
const variables = import.meta.glob<string>('../examples/*.json', { eager: true, query: '?raw', import: 'default' });
const large = import.meta.glob<string>('../examples/scale/*.graphql', { eager: true, query: '?raw', import: 'default' });

export interface Example {
  query: string;
  variables: string;
}

export const EXAMPLES: Example[] = Object.entries(files)
  .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
  .map(([path, query]) => ({
    query,
    variables: variables[path.replace('.graphql', '.json')] ?? '',
  }));

/** Examples that want a whole classification, `scale/DATASET.graphql`, for those that are loaded. */
export function examplesAtScale(datasets: string[]): Example[] {
  return Object.entries(large)
    .filter(([path]) => datasets.includes(path.replace(/^.*\/(.*)\.graphql$/, '$1')))
    .map(([, query]) => ({ query, variables: '' }));
}

/** The name of an example, and what it says of itself in the lines before its query. */
export function explained({ query }: Example): { name: string; says: string } {
  const says = /^(?:#.*\n)*/.exec(query)?.[0].trim().split('\n') ?? [];
  const name = /^query (\w+)/m.exec(query)?.[1] ?? '';
  return { name: name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '), says: says.map((line) => line.replace(/^#\s?/, '')).join(' ') };
}

export const WELCOME = `# Ask Rolegraph about roles, skills and tools.
# Ctrl-Space completes, also slugs within quotes. Ctrl-Enter runs. The book on the left shows the schema.

`;
