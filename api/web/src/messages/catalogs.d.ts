// Made by the build of the files beside this one: ../../messages/plugin.ts.
declare module 'virtual:catalogs' {
  import type { Catalog } from './speaking';

  export const catalogs: Readonly<Record<string, () => Promise<{ default: Catalog }>>>;
}
