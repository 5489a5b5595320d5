import { expect, test } from 'vitest';

import { listAt, withPage } from '../src/page/joining';

const first = {
  role: { name: 'A', tools: { totalCount: 3, pageInfo: { hasNextPage: true, endCursor: 'b' }, edges: ['a', 'b'] } },
  other: 1,
};
const second = { role: { name: 'A', tools: { totalCount: 3, pageInfo: { hasNextPage: false, endCursor: 'c' }, edges: ['c'] } }, other: 2 };

test('a page goes on where the list ended, and all else stays as it was', () => {
  const joined = withPage(first, second, 'role.tools');
  expect(joined.role.tools.edges).toEqual(['a', 'b', 'c']);
  expect(joined.role.tools.pageInfo).toEqual({ hasNextPage: false, endCursor: 'c' });
  expect(joined.other).toBe(1);
  expect(first.role.tools.edges).toEqual(['a', 'b']);
});

test('a list of what is not there is none, and cannot be gone on with', () => {
  expect(listAt({ role: null }, 'role.tools')).toBeUndefined();
  expect(() => withPage(first, { role: null } as never, 'role.tools')).toThrow('there is no list at role.tools');
});
