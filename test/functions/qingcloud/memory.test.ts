import { describe, expect, it } from 'vitest';
import { memoryOf } from '../../../functions/qingcloud/memory.ts';

/** Notes, and each time that one was written. */
function notebook(given: Readonly<Record<string, string>> = {}) {
  const notes = new Map(Object.entries(given));
  const written: string[] = [];
  return {
    notes,
    written,
    read: async (name: string) => notes.get(name),
    write: async (name: string, text: string) => {
      written.push(text);
      notes.set(name, text);
    },
  };
}

describe('what one run tells the next of an account', () => {
  it('is read by the id of the account', async () => {
    const notes = notebook({ 'usr-1': '{"spentUntil":7}' });
    expect((await memoryOf(notes, 'usr-1')).noted()).toEqual({ spentUntil: 7 });
    expect((await memoryOf(notes, 'usr-2')).noted()).toEqual({});
  });

  it('is read by a key, the id of which is not in the store', async () => {
    const notes = notebook();
    await (await memoryOf(notes, 'QYACCESSKEYIDEXAMPLE')).note({ account: 'usr-1' });
    expect((await memoryOf(notes, 'QYACCESSKEYIDEXAMPLE')).noted()).toEqual({ account: 'usr-1' });
    expect((await memoryOf(notes, 'ANOTHERKEY')).noted()).toEqual({});
    expect(JSON.stringify([...notes.notes])).not.toContain('QYACCESSKEYIDEXAMPLE');
  });

  it('is written where it says something new, and adds to what was known', async () => {
    const notes = notebook();
    const memory = await memoryOf(notes, 'usr-1');
    await memory.note({ account: 'usr-1' });
    await memory.note({ account: 'usr-1' });
    await memory.note({ spentUntil: 7 });
    await memory.note({ spentUntil: 7 });
    expect(notes.written).toEqual(['{"account":"usr-1"}', '{"account":"usr-1","spentUntil":7}']);
    expect(memory.noted()).toEqual({ account: 'usr-1', spentUntil: 7 });
  });

  it.each(['', 'null', '{"spentUntil":"tomorrow"}', '<html>'])('is none where it reads %s', async (text) => {
    expect((await memoryOf(notebook({ 'usr-1': text }), 'usr-1')).noted()).toEqual({});
  });

  it('is forgotten where there are no notes, and known meanwhile', async () => {
    const memory = await memoryOf(undefined, 'usr-1');
    await memory.note({ spentUntil: 7 });
    expect(memory.noted()).toEqual({ spentUntil: 7 });
    expect((await memoryOf(undefined, 'usr-1')).noted()).toEqual({});
  });
});
