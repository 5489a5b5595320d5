// The tabs with which GraphiQL opens: one for each question that the API answers.
// `tests/browser` runs every one of them, so each has to show data on the shipped dataset.

const files = import.meta.glob<string>('./examples/*.graphql', { eager: true, query: '?raw', import: 'default' });
const variables = import.meta.glob<string>('./examples/*.json', { eager: true, query: '?raw', import: 'default' });

export const EXAMPLES = Object.entries(files)
  .sort(([one], [other]) => one.localeCompare(other))
  .map(([path, query]) => ({
    query,
    variables: variables[path.replace('.graphql', '.json')] ?? '',
  }));

export const WELCOME = `# Ask Rolegraph about roles, skills and tools.
# Ctrl-Space completes, Ctrl-Enter runs, the book on the left shows the schema.

`;
