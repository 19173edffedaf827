import type { chance } from '../support/chance.ts';

type Chance = ReturnType<typeof chance>;

/** What stands where something else was: of every type that a reader may not expect. */
const STRANGE: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  2 ** 53,
  2e10,
  1e308,
  true,
  [],
  {},
  [null],
  [[]],
  'x',
  '\u0000\ud800"\\\n\t',
  '99999999999999999999',
  'NaN',
  '1970-01-01T00:00:00Z',
  '../../etc',
  '%zz',
  'constructor',
  '__proto__',
  'x'.repeat(100_000),
  { __proto__: null, constructor: 'x' },
];

/** One stored or answered text, damaged as its seed says: in its bytes, or where it is JSON perhaps in its values. */
export function mutated(text: string, by: Chance): string {
  const damages = /^\s*[[{]/.test(text)
    ? [inBytes, inBytes, inValues, inValues, inValues]
    : [inBytes, inTags];
  const damage = damages[by.below(damages.length)] ?? inBytes;
  return damage(text, by);
}

function inBytes(text: string, by: Chance): string {
  const at = by.below(text.length + 1);
  const to = at + by.below(Math.min(64, text.length - at) + 1);
  const span = text.slice(at, to);
  switch (by.below(6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, to) + span + text.slice(to);
    case 3:
      return text.slice(0, at) + String.fromCharCode(by.below(256)) + text.slice(at + 1);
    case 4:
      return text.slice(0, at) + span.repeat(50) + text.slice(to);
    default:
      return '';
  }
}

/** XML: a tag renamed, emptied, nested a thousand times, or an entity that stands for much. */
function inTags(text: string, by: Chance): string {
  const tags = [...text.matchAll(/<(\w+)>[^<]*<\/\1>/g)];
  const tag = tags[by.below(Math.max(1, tags.length))];
  if (tag === undefined) return inBytes(text, by);
  const [whole, name = ''] = tag;
  const replacements = [
    `<${name}/>`,
    '',
    `${whole}${whole}`,
    `<${name}>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</${name}>`,
    `<${name}>&undefined;&#xD800;</${name}>`,
    `<!-- ${whole} -->`,
    `<${name}><![CDATA[<]]></${name}>`,
  ];
  const place = tag.index;
  return (
    text.slice(0, place) +
    (replacements[by.below(replacements.length)] ?? '') +
    text.slice(place + whole.length)
  );
}

/** JSON: one value is another, gone, or there twice; or a number is a text, and the other way round. */
export function inValues(text: string, by: Chance): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return inBytes(text, by);
  }
  const places = placesOf(value);
  const place = places[by.below(places.length)];
  if (place === undefined) return JSON.stringify(STRANGE[by.below(STRANGE.length)]);
  const { holder, key } = place;
  switch (by.below(8)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 1:
      if (Array.isArray(holder)) holder.push(...holder);
      else holder[`${key}X`] = holder[key];
      break;
    case 2:
      holder[key] = deep(500);
      break;
    case 3:
      holder[key] = otherwise(holder[key]);
      break;
    case 4:
      claimPrototype(holder[key], holder);
      break;
    default:
      holder[key] = STRANGE[by.below(STRANGE.length)];
  }
  return JSON.stringify(value);
}

/**
 * What an SDK makes of damaged XML: something is missing, a list is empty or has twice what it had, a text or a number is
 * another one. It knows no other types than those that it declares. What is spelled small is ours, and stands around it.
 */
export function inTypes<T>(value: T, by: Chance): T {
  const changed = structuredClone(value);
  const places = placesOf(changed, (key) => /^[A-Z]/.test(key));
  const place = places[by.below(places.length)];
  if (place === undefined) return changed;
  const { holder, key } = place;
  const was = holder[key];
  const others = STRANGE.filter((one) => typeof one === typeof was && typeof one !== 'object');
  if (Array.isArray(was)) holder[key] = by.below(2) === 0 ? [] : [...was, ...was];
  else if (others.length > 0 && by.below(3) > 0) holder[key] = others[by.below(others.length)];
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return changed;
}

interface Place {
  readonly holder: Record<string, unknown> | (unknown[] & Record<string, unknown>);
  readonly key: string;
}

/** Every value that is under a key of theirs, and that key itself. */
function placesOf(value: unknown, theirs: (key: string) => boolean = () => true): readonly Place[] {
  const found: Place[] = [];
  const visit = (node: unknown, isTheirs: boolean): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      const isPlace = isTheirs || theirs(key);
      if (isPlace) found.push({ holder: node as Place['holder'], key });
      visit((node as Place['holder'])[key], isPlace);
    }
  };
  visit(value, false);
  return found;
}

/** The same, in the other of the two types that clouds mix up. */
function otherwise(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
    ? Number(value)
    : [value];
}

/** A member that whoever copies by assignment takes for the prototype of the copy. */
function claimPrototype(value: unknown, holder: object): void {
  const claimed = typeof value === 'object' && value !== null ? value : holder;
  const fields = { value: { polluted: true, toString: null, length: -1 }, enumerable: true };
  Object.defineProperty(claimed, '__proto__', { ...fields, configurable: true, writable: true });
}

function deep(levels: number): unknown {
  let node: unknown = 'end';
  for (let n = 0; n < levels; n++) node = { a: [node] };
  return node;
}
