import { CloudError } from '../../../shared/collect/errors.ts';
import type { Content } from './content.ts';

/** `grpc-max-message-length`, as DeepFlow's server has it by default. */
export const MESSAGE_LIMIT = 104_857_600;
/** Of each entry, its tag and length; and once all that is not an entry, with room to spare. */
const PER_ENTRY = 6;
const REST = 4096;

/** Throws for a message that no server would take, and says what of it is largest. */
export function refuseTooLarge(
  cluster: string,
  { size, messages, entries }: Content,
  limit = MESSAGE_LIMIT,
): void {
  const whole = size + messages.length * PER_ENTRY + REST;
  if (whole <= limit) return;
  const all = entries();
  const kinds = largest(all.map(({ kind, bytes }) => [kind.replace(/^\//, ''), bytes.length]));
  const namespaces = largest(
    all.flatMap(({ namespace, bytes }) => (namespace === '' ? [] : [[namespace, bytes.length]])),
  );
  throw new CloudError(
    'invalid',
    `the state of cluster ${cluster} takes ${readable(whole)} and DeepFlow accepts ${readable(limit)} in one message, ` +
      `so nothing of it is pushed; largest are the namespaces ${namespaces}, and the kinds ${kinds} ` +
      `(leave some out with push.skip.namespaces or push.skip.kinds, or raise grpc-max-message-length of the server and push.maxMegabytes)`,
  );
}

function largest(sizes: readonly (readonly [string, number])[]): string {
  const sums = new Map<string, number>();
  for (const [name, size] of sizes) sums.set(name, (sums.get(name) ?? 0) + size);
  return [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([name, size]) => `${name} ${readable(size)}`)
    .join(', ');
}

function readable(bytes: number): string {
  return bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
