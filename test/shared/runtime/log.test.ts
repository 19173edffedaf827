import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { createLog } from '../../../shared/runtime/log.ts';
import type { Level } from '../../../shared/runtime/log.ts';

function logOf(level: Level) {
  const lines: string[] = [];
  const log = createLog({
    write: (line) => lines.push(line),
    scrub: (text) => text.replaceAll('hidden', '***'),
    now: () => 0,
    level,
  });
  return { log, read: () => lines.splice(0).map((line) => JSON.parse(line)), lines };
}

describe('a log line', () => {
  it('is one line of JSON, with time, level, message and fields', () => {
    const { log, lines } = logOf('info');
    log.warn('kept', { source: 'vpc', count: null, text: 'two\nlines' });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"warn","message":"kept","source":"vpc","count":null,"text":"two\\nlines"}\n',
    ]);
  });

  it('is written from its level on', () => {
    const { log, read } = logOf('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(read().map(({ message }) => message)).toEqual(['c', 'd']);
  });

  it('keeps its own words whatever the fields are called', () => {
    const { log, read } = logOf('info');
    log.info('synced', { message: 'x', level: 'y', time: 'z', other: 1 });
    expect(read()[0]).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'synced',
      other: 1,
    });
  });

  it('tells an error with its reason, code and causes, and nothing else that hangs on it', () => {
    const { log, read } = logOf('info');
    const inner = Object.assign(new TypeError('inner hidden'), { request: { authorization: 'hidden' } });
    log.error('failed', { error: new CloudError('denied', 'outer', { code: 'AccessDenied', cause: inner }) });
    expect(read()[0].error).toEqual({
      name: 'CloudError',
      message: 'outer',
      reason: 'denied',
      code: 'AccessDenied',
      cause: { name: 'TypeError', message: 'inner ***' },
    });
  });

  it('has stacks on debug only', () => {
    const { log, read } = logOf('debug');
    log.error('failed', { error: new Error('x') });
    expect(read()[0].error.stack).toContain('log.test.ts');
  });

  it('is scrubbed in keys and at any depth, and ends cycles', () => {
    const { log, read } = logOf('info');
    const round: Record<string, unknown> = { a: ['hidden', new Map([['hidden', new Set(['hidden'])]])] };
    round['self'] = round;
    log.info('x', { round, bytes: new Uint8Array(3), big: 5n });
    const text = JSON.stringify(read()[0]);
    expect(text).not.toContain('hidden');
    expect(text).toContain('{"***":["***"]}');
    expect(text).toContain('"…"');
    expect(text).toContain('"bytes":"3 bytes","big":"5"');
  });
});
