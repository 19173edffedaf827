import { create, toBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { KubernetesAPIInfoSchema } from '../../../../functions/kubernetes/push/agent_pb.ts';
import { infoOf } from '../../../../functions/kubernetes/push/info.ts';
import { createSlab } from '../../../../functions/kubernetes/push/slab.ts';

test('bytes are what generated code makes of them, of any length, and stay so while others come', () => {
  const slab = createSlab();
  const all: [Uint8Array, Uint8Array][] = [];
  for (const length of [0, 1, 127, 128, 129, 2_047, 16_383, 16_384, 2_097_152, ...Array(200).fill(300)]) {
    for (const type of ['*v1.Pod', '*version.Info', `*v1.${'T'.repeat(200)}`]) {
      const compressedInfo = new Uint8Array(length).fill(all.length);
      const made = toBinary(
        KubernetesAPIInfoSchema,
        create(KubernetesAPIInfoSchema, { type, compressedInfo }),
      );
      all.push([infoOf(type, compressedInfo, slab), made]);
    }
  }
  for (const [bytes, made] of all) expect(Buffer.compare(bytes, made)).toBe(0);
});
