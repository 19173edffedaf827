/** A simulator whose estate never changes, and which makes each page once. */
import { expect, test } from 'vitest';
import { Kept } from './kept.ts';
import { type Asked, type Cloud, type Dialect, startCloud } from './server.ts';

/** Whose every answer is the next number; `/list` is a listing, all else is none. */
function counter(): Dialect<Asked & { readonly of: string | null }> {
  let made = 0;
  return {
    ask: ({ url }) => ({
      service: 'toy',
      operation: url.pathname,
      action: `toy:${url.pathname}`,
      account: url.searchParams.get('account') ?? '',
      region: '',
      page: 1,
      of: url.searchParams.get('of'),
    }),
    answer: () => ({ status: 200, body: ++made }),
    refuse: (fault) => (fault.kind === 'throttle' ? { status: 429, body: 'slower' } : undefined),
    listing: ({ operation, of }) => (operation === '/list' ? [of] : undefined),
  };
}

async function whileUp(options: Parameters<typeof startCloud>[1], use: (cloud: Cloud) => Promise<void>) {
  const cloud = await startCloud(counter(), options);
  try {
    await use(cloud);
  } finally {
    await cloud.close();
  }
}

const told = async ({ url }: Cloud, path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();

test('a page is made once for each question', async () => {
  await whileUp({ keeps: true }, async (cloud) => {
    expect(await told(cloud, '/list?of=a')).toBe(1);
    expect(await told(cloud, '/list?of=b')).toBe(2);
    expect(await told(cloud, '/list?of=a&account=other')).toBe(3);
    expect(await told(cloud, '/list?of=a')).toBe(1);
    expect(await told(cloud, '/list?of=b&signature=another')).toBe(2);
  });
});

test('what is no listing is made each time, and so is everything where nothing is kept', async () => {
  await whileUp({ keeps: true }, async (cloud) => {
    expect(await told(cloud, '/session')).toBe(1);
    expect(await told(cloud, '/session')).toBe(2);
  });
  await whileUp({}, async (cloud) => {
    expect(await told(cloud, '/list')).toBe(1);
    expect(await told(cloud, '/list')).toBe(2);
  });
});

test('a page that is kept is counted, recorded and refused like one that is made', async () => {
  let now = 0;
  const rate = { burst: 2, perSecond: 1 };
  const quotaOf = () => ({ key: 'all', rate });
  await whileUp({ keeps: true, now: () => now, quotaOf }, async (cloud) => {
    expect(await told(cloud, '/list')).toBe(1);
    expect(await told(cloud, '/list')).toBe(1);
    expect(await told(cloud, '/list')).toBe('slower');
    now = 1000;
    expect(await told(cloud, '/list')).toBe(1);
    expect(cloud.calls().map(({ outcome, at }) => `${outcome} ${at}`)).toEqual([
      'ok 0',
      'ok 0',
      'throttle 0',
      'ok 1000',
    ]);
  });
});

test('a page with a fault in it is neither kept nor hidden by one that is', async () => {
  await whileUp({ keeps: true }, async (cloud) => {
    cloud.faults.add({ kind: 'short-page' }, { times: 1 });
    expect(await told(cloud, '/list')).toBe(1);
    expect(await told(cloud, '/list')).toBe(2);
    cloud.faults.add({ kind: 'short-page' }, { times: 1 });
    expect(await told(cloud, '/list')).toBe(3);
    expect(await told(cloud, '/list')).toBe(2);
  });
});

test('what came first stays, what finds no room is made each time', () => {
  const kept = new Kept<{ readonly body: Buffer; readonly n: number }>(10);
  let n = 0;
  const made = (bytes: number) => () => ({ body: Buffer.alloc(bytes), n: ++n });
  const asked = () =>
    [kept.of('a', made(6)), kept.of('b', made(5)), kept.of('c', made(4))].map((one) => one.n);
  expect(asked()).toEqual([1, 2, 3]);
  expect(asked()).toEqual([1, 4, 3]);
});
