// Puts the completion of slugs into both editors of GraphiQL.

import { useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

import { inQuery, inVariables, type Wanted } from './slugs';

type Monaco = NonNullable<Parameters<Parameters<typeof useMonaco>[0]>[0]['monaco']>;
type Model = Parameters<Parameters<Monaco['languages']['registerCompletionItemProvider']>[1]['provideCompletionItems']>[0];

interface Found {
  slug: string;
  name: string;
  what: string;
}

const SEARCH = `query Slugs($query: String!, $types: [EntityType!]) {
  search(query: $query, types: $types, first: 12) { nodes { __typename slug name dataset { title } } }
}`;
const BEGINNING = 'query Datasets { datasets { slug title } }';

async function asked<Data>(address: string, query: string, variables: object): Promise<Data | null> {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(`${address}?${parameters.toString()}`, { headers: { accept: 'application/json' } });
  return ((await response.json()) as { data: Data | null }).data;
}

async function found(address: string, { kinds, typed }: Wanted): Promise<Found[]> {
  const types = kinds.filter((kind) => kind !== 'DATASET');
  const datasets = kinds.includes('DATASET')
    ? ((await asked<{ datasets: { slug: string; title: string }[] }>(address, BEGINNING, {}))?.datasets ?? [])
    : [];
  const words = typed.replaceAll(/[-/]/g, ' ').trim();
  type Node = { __typename: string; slug: string; name: string; dataset: { title: string } };
  const answer = types.length && words ? await asked<{ search: { nodes: Node[] } | null }>(address, SEARCH, { query: words, types }) : null;
  return [
    ...datasets.map(({ slug, title }) => ({ slug, name: title, what: 'Dataset' })),
    ...(answer?.search?.nodes ?? []).map((each) => ({
      slug: each.slug,
      name: each.name,
      what: `${each.__typename} · ${each.dataset.title}`,
    })),
  ];
}

/** Shows nothing: while it is there, slugs complete. */
export function Slugs({ address }: { address: string }) {
  const monaco = useMonaco((state) => state.monaco);
  const schema = useGraphiQL((state) => state.schema);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  useEffect(() => {
    if (!monaco || !schema) return;
    const completing = (wanted: (model: Model, offset: number) => Wanted | null) => ({
      triggerCharacters: ['"', '-', '/'],
      async provideCompletionItems(model: Model, position: Parameters<Model['getOffsetAt']>[0]) {
        const place = wanted(model, model.getOffsetAt(position));
        if (!place) return { suggestions: [] };
        const [start, end] = [model.getPositionAt(place.from), model.getPositionAt(place.until)];
        const range = {
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          endLineNumber: end.lineNumber,
          endColumn: end.column,
        };
        const suggestions = (await found(address, place)).map(({ slug, name, what }, order) => ({
          label: { label: name, description: what },
          detail: slug,
          kind: monaco.languages.CompletionItemKind.Reference,
          insertText: slug,
          filterText: place.typed || slug, // the server has chosen already, and forgives typing errors
          sortText: String(order).padStart(3, '0'),
          range,
        }));
        return { suggestions, incomplete: true };
      },
    });
    for (const editor of [queryEditor, variableEditor]) editor?.updateOptions({ quickSuggestions: { strings: true, other: true } });
    const made = [
      monaco.languages.registerCompletionItemProvider(
        'graphql',
        completing((model, offset) => (model === queryEditor?.getModel() ? inQuery(schema, model.getValue(), offset) : null)),
      ),
      monaco.languages.registerCompletionItemProvider(
        'json',
        completing((model, offset) =>
          model === variableEditor?.getModel() ? inVariables(schema, queryEditor?.getValue() ?? '', model.getValue(), offset) : null,
        ),
      ),
    ];
    return () => {
      for (const each of made) each.dispose();
    };
  }, [monaco, schema, queryEditor, variableEditor, address]);
  return null;
}
