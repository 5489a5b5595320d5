// Turns what the sources say, and the files of languages, into what is formatted without a parser.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

import { saidIn, textsOf } from './finding.ts';

const WEB = join(import.meta.dirname, '..');
const FILES = join(WEB, 'src/messages');
const CATALOGS = 'virtual:catalogs';

/** The languages that there are files of, and where. */
export function files(): Map<string, string> {
  const found = readdirSync(FILES).filter((file) => file.endsWith('.json'));
  return new Map(found.sort().map((file) => [file.slice(0, -'.json'.length), join(FILES, file)]));
}

/** What a language says for the texts that are asked of it, by what the build makes of the English ones. */
export function catalog(file: string, texts: ReadonlySet<string>): Record<string, unknown> {
  const told = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const asked = Object.entries(told).filter(([text]) => texts.has(text));
  return Object.fromEntries(asked.map(([text, said]) => [keyOf(compile(text)), compile(said)]));
}

function keyOf(built: unknown): string {
  return typeof built === 'string' ? built : JSON.stringify(built);
}

/** A source with what its texts become in their places. Lines stay where they are. */
export function compiled(code: string, file: string): string {
  return saidIn(code, file).reduceRight((made, { text, start, end }) => {
    return made.slice(0, start) + JSON.stringify(compile(text)) + made.slice(end);
  }, code);
}

/** `loading`: a language is a file of its own, which is fetched when it is spoken; else all come with the script. */
export function messages(part: 'page' | 'embed', { loading }: { loading: boolean }): Plugin {
  return {
    name: 'rolegraph-messages',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(CATALOGS) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${CATALOGS}`)) return undefined;
      const language = id.slice(CATALOGS.length + 2);
      const file = files().get(language);
      if (file) {
        this.addWatchFile(file);
        return `export default ${JSON.stringify(catalog(file, textsOf(part, WEB)))};`;
      }
      const named = [...files().keys()].map((each, place) => ({ each, place, from: JSON.stringify(`${CATALOGS}/${each}`) }));
      const entries = named.map(
        ({ each, place, from }) => `${JSON.stringify(each)}: ${loading ? `() => import(${from})` : `catalog${place}`}`,
      );
      const [fetched, bundled] = loading ? [entries, []] : [[], entries];
      return [
        ...(loading ? [] : named.map(({ place, from }) => `import catalog${place} from ${from};`)),
        `export const catalogs = { ${fetched.join(', ')} };`,
        `export const bundled = { ${bundled.join(', ')} };`,
      ].join('\n');
    },
    transform(code, id) {
      const file = id.split('?')[0] ?? '';
      if (!file.startsWith(WEB) || file.startsWith(FILES) || file.includes('node_modules') || !/\.tsx?$/.test(file)) return undefined;
      const made = compiled(code, file);
      return made === code ? undefined : { code: made, map: null };
    },
  };
}
