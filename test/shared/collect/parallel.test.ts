import { describe, expect, it } from 'vitest';
import { pagesOf } from '../../../shared/collect/gather.ts';
import { begun, inParallel } from '../../../shared/collect/parallel.ts';

/** Calls that end when they are told to. */
function calls() {
  const made: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const call = async (name: string): Promise<string> => {
    made.push(name);
    return new Promise((resolve, reject) => {
      ends.set(name, (error) => (error === undefined ? resolve(name) : reject(error)));
    });
  };
  return { made, call, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

async function* listOf(call: (name: string) => Promise<string>, names: readonly string[]) {
  for (const name of names) yield await call(name);
}

describe('calls side by side', () => {
  it('are as many as fit, and their answers come in the order of the items', async () => {
    const { made, call, end } = calls();
    const answers = pagesOf(inParallel(['a', 'b', 'c'], 2, call));
    await Promise.resolve();
    expect(made).toEqual(['a', 'b']);
    end('b');
    end('a');
    await expect.poll(() => made).toEqual(['a', 'b', 'c']);
    end('c');
    expect(await answers).toEqual(['a', 'b', 'c']);
  });

  it('end with the first that fails, and those under way fail nobody else', async () => {
    const { call, end } = calls();
    const answers = pagesOf(inParallel(['a', 'b'], 2, call));
    await Promise.resolve();
    end('b', new Error('b failed'));
    end('a', new Error('a failed'));
    await expect(answers).rejects.toThrow('a failed');
  });
});

describe('a list that is begun', () => {
  it('asks for its first page before anybody reads it, and for no other', async () => {
    const { made, call, end } = calls();
    const list = begun(listOf(call, ['one', 'two']));
    expect(made).toEqual(['one']);
    end('one');
    await Promise.resolve();
    expect(made).toEqual(['one']);
    const pages = pagesOf(list);
    await expect.poll(() => made).toEqual(['one', 'two']);
    end('two');
    expect(await pages).toEqual(['one', 'two']);
  });

  it('has failed for its reader, whenever that is', async () => {
    const { call, end } = calls();
    const list = begun(listOf(call, ['one']));
    end('one', new Error('no page'));
    await Promise.resolve();
    await expect(pagesOf(list)).rejects.toThrow('no page');
  });

  it('that is empty ends', async () => {
    const { call } = calls();
    expect(await pagesOf(begun(listOf(call, [])))).toEqual([]);
  });
});
