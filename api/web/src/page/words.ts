// How values of the schema are said to people.

export function plain(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

export function day(date: string): string {
  return new Date(date).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
}

/** A slug as part of an address: the slash of a dataset stays one. */
export function path(kind: string, slug: string): string {
  return `/${kind}/${slug.split('/').map(encodeURIComponent).join('/')}`;
}

export function address(view: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((each): each is [string, string] => Boolean(each[1]));
  return given.length ? `${view}?${new URLSearchParams(given).toString()}` : view;
}
