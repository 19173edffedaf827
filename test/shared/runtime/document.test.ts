import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../shared/runtime/config-error.ts';
import { parseDocument } from '../../../shared/runtime/document.ts';
import { parseYaml } from '../../../shared/runtime/yaml.ts';

const written = fc.dictionary(fc.string(), fc.jsonValue());

/** As the function reads a document, and as the command does. */
describe.each([
  ['a function', undefined],
  ['the command', parseYaml],
])('a document that %s reads', (_, readYaml) => {
  const read = async (text: string): Promise<unknown> => parseDocument(text, 'here', readYaml);

  it('means what it means as YAML, however it is laid out', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom(0, 2), async (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        expect(await read(text)).toEqual(parseYaml(text, 'here'));
      }),
    );
  });

  it('keeps the id of an account text, as a machine writes it too', async () => {
    expect(await read('{"id":111122223333,"ids":[111122223333, 12, -5],"text":"a 111122223333: b"}')).toEqual(
      {
        id: '111122223333',
        ids: ['111122223333', 12, -5],
        text: 'a 111122223333: b',
      },
    );
  });

  it.each([
    '{"store":"file:///a","store":"file:///b"}',
    '{"providers": [{"a": 1}, {"b": {"c": 1,\n"c": 2}}]}',
  ])('may not say a thing twice: %s', async (text) => {
    await expect(read(text)).rejects.toThrow(/^here: (?:not YAML or JSON: duplicated|says something twice)/);
  });

  it('is not nested deeper than anybody walks', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    await expect(read(deep)).rejects.toThrow(ConfigError);
  });

  it('is not empty', async () => {
    await expect(read(' \n')).rejects.toThrow('here: is empty: "tagsync init" writes an example');
  });
});

describe('what is not JSON', () => {
  it('is refused by a function with its place, the remedy and nothing of its text', async () => {
    const text = '{\n  "secret": "hush",\n  "b" 2\n}';
    await expect(parseDocument(text, 'TAGSYNC_CONFIG', undefined)).rejects.toThrow(
      new ConfigError(
        'TAGSYNC_CONFIG: not JSON at line 3, column 7: correct it; YAML is for the command, a function reads JSON',
      ),
    );
    await expect(parseDocument('secret: hush', 'here', undefined)).rejects.toThrow(
      /^here: not JSON(?! .*hush).*a function reads JSON$/,
    );
  });
});
