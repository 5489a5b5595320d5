// Made by the build of the files beside this one: ../../messages/plugin.ts.
declare module 'virtual:catalogs' {
  import type { Catalog } from './speaking';

  /** Languages that are fetched when they are spoken. */
  export const catalogs: Readonly<Record<string, () => Promise<{ default: Catalog }>>>;
  /** Languages that come with the script. */
  export const bundled: Readonly<Record<string, Catalog>>;
}
