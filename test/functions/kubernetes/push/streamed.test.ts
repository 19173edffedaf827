import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { KubernetesAPISyncRequestSchema as RequestSchema } from '../../../../functions/kubernetes/push/agent_pb.ts';
import { withEntries } from '../../../../functions/kubernetes/push/streamed.ts';

const PREFIX = 5;

/** What a server gets of it, block by block; each is copied when it comes, as it is good for no longer. */
async function sent(entries: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  const message = toBinary(RequestSchema, create(RequestSchema, { clusterId: 'c1', version: 7n }));
  const head = Buffer.alloc(PREFIX);
  head.writeUInt32BE(message.length, 1);
  const blocks: Buffer[] = [];
  const http = withEntries(async ({ body }) => {
    for await (const block of body ?? []) blocks.push(Buffer.from(block));
    return { status: 200, header: new Headers(), body: none(), trailer: new Headers() };
  }, entries);
  const url = 'http://deepflow:20035';
  await http({ url, method: 'POST', header: new Headers(), body: some(Buffer.concat([head, message])) });
  return blocks;
}

async function* some(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
async function* none(): AsyncGenerator<Uint8Array> {}

it('what is sent in blocks is one message with every entry, in its order', async () => {
  const length = fc.oneof(fc.nat(300), fc.constantFrom(127, 128, 16_383, 16_384, 65_535, 65_536, 70_000));
  await fc.assert(
    fc.asyncProperty(fc.array(length, { maxLength: 40 }), async (lengths) => {
      const entries = lengths.map((size, n) => Buffer.alloc(size, n + 1));
      const all = Buffer.concat(await sent(entries));
      expect(all.readUInt32BE(1)).toBe(all.length - PREFIX);
      const message = fromBinary(RequestSchema, all.subarray(PREFIX));
      expect(message).toMatchObject({ clusterId: 'c1', version: 7n });
      expect(message.entries).toHaveLength(entries.length);
      expect(message.entries.every((entry, n) => entries[n]?.equals(entry))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it('small entries go together, and no block is larger than it need be', async () => {
  const blocks = await sent(Array.from({ length: 10_000 }, () => Buffer.alloc(300)));
  expect(blocks).toHaveLength(1 + Math.ceil((10_000 * 303) / 65_536));
  expect(Math.max(...blocks.map((block) => block.length))).toBeLessThanOrEqual(65_536);
});
