import { describe, expect, it } from 'vitest';
import { notesIn } from '../../../shared/runtime/notes.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { StoreError } from '../../../shared/store/store.ts';

const failing = (error: Error) => {
  const fail = async () => {
    throw error;
  };
  return { get: fail, put: fail };
};

describe('notes', () => {
  it('of one run are read by the next, each provider its own', async () => {
    const store = memoryStore(() => 0);
    const notes = notesIn(store, 'qingcloud', { dryRun: false });
    expect(await notes.read('usr-1')).toBeUndefined();
    await notes.write('usr-1', '青云');
    await notes.write('usr-1', '青云 again');
    expect(await notesIn(store, 'qingcloud', { dryRun: false }).read('usr-1')).toBe('青云 again');
    expect(await notesIn(store, 'baidu', { dryRun: false }).read('usr-1')).toBeUndefined();
    const [stored] = await store.list({ prefix: '', startAfter: '', limit: 10 });
    expect(stored?.key).toBe('notes/qingcloud/usr-1');
  });

  it('are not written by a run that writes nothing', async () => {
    const store = memoryStore(() => 0);
    await notesIn(store, 'qingcloud', { dryRun: false }).write('usr-1', 'old');
    const dry = notesIn(store, 'qingcloud', { dryRun: true });
    await dry.write('usr-1', 'new');
    expect(await dry.read('usr-1')).toBe('old');
  });

  it('are none where the store fails, and nothing else is hidden', async () => {
    const broken = notesIn(failing(new StoreError('no answer')), 'qingcloud', { dryRun: false });
    expect(await broken.read('usr-1')).toBeUndefined();
    await broken.write('usr-1', 'text');
    const bug = notesIn(failing(new TypeError('a bug')), 'qingcloud', { dryRun: false });
    await expect(bug.read('usr-1')).rejects.toThrow('a bug');
    await expect(bug.write('usr-1', 'text')).rejects.toThrow('a bug');
  });
});
