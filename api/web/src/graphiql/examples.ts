// The tabs with which GraphiQL opens: one for each question that the API answers.
// `tests/browser` runs every one of them, so each has to show data on the shipped dataset.

const files = import.meta.glob<string>('../examples/*.graphql', { eager: true, query: '?raw', import: 'default' });
const variables = import.meta.glob<string>('../examples/*.json', { eager: true, query: '?raw', import: 'default' });
const large = import.meta.glob<string>('../examples/scale/*.graphql', { eager: true, query: '?raw', import: 'default' });

export interface Example {
  query: string;
  variables: string;
}

export const EXAMPLES: Example[] = Object.entries(files)
  .sort(([one], [other]) => one.localeCompare(other))
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

export const WELCOME = `# Ask Rolegraph about roles, skills and tools.
# Ctrl-Space completes, Ctrl-Enter runs, the book on the left shows the schema.

`;
