// Addresses of views, and of other sites.

/** A slug as part of an address: the slash of a dataset stays one. */
export function inAddress(slug: string): string {
  return slug.split('/').map(encodeURIComponent).join('/');
}

export function path(kind: string, slug: string): string {
  return `/${kind}/${inAddress(slug)}`;
}

/** A view with its parameters; those that are empty are left out. */
export function address(view: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((each): each is [string, string] => Boolean(each[1]));
  return given.length ? `${view}?${new URLSearchParams(given).toString()}` : view;
}

/** What the address of a built script has before it, if that of the page has it, too. */
export function prefixOf(script: string, page: string): string {
  const prefix = /^(.*)\/static\/assets\//.exec(new URL(script).pathname)?.[1] ?? '';
  return page === prefix || page.startsWith(`${prefix}/`) ? prefix : '';
}

/** Whether it is the address of another site: records may say anything, and `javascript:` is none. */
export function isElsewhere(url: string | null | undefined): url is string {
  return /^https?:\/\//i.test(url ?? '');
}
