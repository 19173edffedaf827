import { ref } from '../../shared/model/ref.ts';
import type { TagRecord } from '../../shared/model/kinds.ts';
import { lineOf } from '../../shared/model/line.ts';
import type { Line } from '../../shared/model/line.ts';
import { Lines } from '../../shared/model/lines.ts';

/** The smallest record there is: an id, and a name to change. */
export const region = (id: string, name = id): TagRecord<'region'> => ({
  kind: 'region',
  ref: ref('fake', 'region', id),
  id,
  name,
  tags: [],
});

/** `'a b=B c'`: three records, the second one named B. */
export const records = (text: string): TagRecord<'region'>[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [id = '', name = id] = word.split('=');
      return region(id, name);
    });

export const linesOf = (text: string): Lines =>
  Lines.of(
    records(text)
      .toSorted((a, b) => (a.ref < b.ref ? -1 : 1))
      .map(lineOf),
  );

/** As `linesOf` reads it. */
export const wordsOf = (lines: Iterable<Line>): string =>
  [...lines]
    .map((line) => {
      const { id, name } = JSON.parse(Buffer.from(line).toString().split('\t')[1] ?? '');
      return id === name ? id : `${id}=${name}`;
    })
    .join(' ');
