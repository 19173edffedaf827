/** `*` stands for any text, also for none; everything else for itself. */
export function wildcard(pattern: string): (text: string) => boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('.*');
  const whole = new RegExp(`^${source}$`, 's');
  return (text) => whole.test(text);
}

/** No pattern matches nothing. */
export function anyOf(patterns: readonly string[]): (text: string) => boolean {
  const tests = patterns.map(wildcard);
  return (text) => tests.some((test) => test(text));
}

export interface TagRules {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/** Of most configurations: records need not be looked through. */
export const everyTag = (): boolean => true;

/** Which tag keys are kept; what is both allowed and denied is denied. */
export function tagFilter({ allow, deny }: TagRules): (key: string) => boolean {
  if (deny.length === 0 && allow.includes('*')) return everyTag;
  const isAllowed = anyOf(allow);
  const isDenied = anyOf(deny);
  return (key) => isAllowed(key) && !isDenied(key);
}
