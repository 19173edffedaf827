/** Logstash: its settings by a parser of its grammar, and the dictionary, in which no member is there twice. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { KEYS, documentOf, rowsOf, shown } from './table.ts';

const read = (what: 'pipeline' | 'dictionary', input: string): unknown => {
  const folder = path.join(path.dirname(new URL(import.meta.url).pathname), '../logstash');
  const asked = [path.join(folder, 'read.py'), what];
  const { stdout, stderr, status } = spawnSync(path.join(folder, '.venv/bin/python'), asked, { input });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString());
};

it('is set by options that its filter has', () => {
  // https://www.elastic.co/docs/reference/logstash/plugins/plugins-filters-translate
  expect(read('pipeline', shown('ruby', '# Logstash\n').replace(/^# Logstash\n/, ''))).toEqual([
    [
      'filter',
      [
        [
          'translate',
          [
            ['source', ['[src_ip]']],
            ['target', ['[src]']],
            ['dictionary_path', [expect.stringMatching(/^\/.+\.json$/)]],
            ['refresh_behaviour', ['replace']],
          ],
        ],
      ],
    ],
  ]);
  expect(() => read('pipeline', 'filter { translate { source -> "a" } }')).toThrow('ParseError');
});

it('finds each row under its key, once, as a map', async () => {
  const rows = rowsOf(await documentOf('csv')).map(({ record }) => record);
  const dictionary = read('dictionary', await documentOf('json')) as Readonly<Record<string, object>>;
  expect(Object.keys(dictionary)).toEqual(KEYS);
  for (const { key = '', tags = '', ...cells } of rows)
    expect(dictionary[key]).toEqual({ ...cells, tags: JSON.parse(tags) as unknown });
});
