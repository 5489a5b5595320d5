import { prefixOf } from './addresses';

/** What stands before all addresses here, as `/careers`: the server's `ROLEGRAPH_PATH_PREFIX`. wouter adds it to its own. */
export const PREFIX = prefixOf(import.meta.url, window.location.pathname);
