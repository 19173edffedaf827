import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../shared/runtime/document.ts';
import { parseYaml } from '../../../shared/runtime/yaml.ts';

const written = fc.dictionary(fc.string(), fc.jsonValue());

describe('a document', () => {
  it('means the same to JSON and to YAML, whichever of them reads it', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (document) => {
        const text = JSON.stringify(document);
        expect(await parseDocument(text, 'here')).toEqual(parseYaml(text, 'here'));
      }),
    );
  });

  it('keeps the id of an account text, as a machine writes it too', async () => {
    expect(await parseDocument('{"id":111122223333,"ids":[111122223333,12]}', 'here')).toEqual({
      id: '111122223333',
      ids: ['111122223333', 12],
    });
  });

  it('may not say a thing twice, in JSON either', async () => {
    await expect(parseDocument('{"store":"file:///a","store":"file:///b"}', 'here')).rejects.toThrow(
      /^here: not YAML or JSON: duplicated mapping key at line 1/,
    );
  });
});
