import { expect, test } from 'vitest';
import { SEEDS, builtInId } from '../../../functions/deepflow/ids.ts';
import type { ProviderName } from '../../../shared/collect/provider.ts';

/**
 * What each of DeepFlow's collectors makes of the id of a VPC, a subnet and a server:
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/cloud, `vpc.go`, `network.go` and `vm.go` of each.
 * The UUIDs are those of Python's uuid.uuid5(uuid.NAMESPACE_OID, id).
 */
const HASHED: readonly (readonly [ProviderName, string, string])[] = [
  ['aws', 'vpc-0a1b2c3d', '5b8cb6d1-6944-51cf-a024-060e18cd34d7'],
  ['aws', 'subnet-0a1b2c3d', '5f5e9842-ab50-5857-96a3-865cdeaba70b'],
  ['aws', 'i-0a1b2c3d4e5f67890', '5a78502e-b52a-51f6-aa73-9723da787698'],
  ['aliyun', 'vpc-bp1abc', 'dd206ba5-4a0b-59fb-bf8e-68a319b53cb6'],
  ['aliyun', 'vsw-bp1abc', '67a1926f-a84f-5b75-be3f-fb61e36965cb'],
  ['aliyun', 'i-bp1def', '36edbdd4-1bd4-5ce3-988a-99a482395313'],
  ['tencent', 'vpc-a1b2c3d4', 'e35ea51f-4352-5aa7-95e7-07644f7d5b0a'],
  ['tencent', 'subnet-a1b2c3d4', '9b61e1bd-4631-5cb9-ab30-f3f07d342644'],
  ['tencent', 'ins-a1b2c3d4', '0e7ece30-8e17-5aa3-9127-b922a85b3314'],
  ['baidu', 'vpc-ks5qx8yvq', 'f66c3800-c104-5924-885b-bcef017f2218'],
  ['baidu', 'sbn-d58k2', '0f50ac7f-e1f3-5f68-b943-0d2af80105bc'],
  ['baidu', 'i-IyWRtII7', '11a321fa-d2b8-55d6-b19a-0eb7d1496fed'],
  ['qingcloud', 'rtr-a1b2c3d4', '14c9a1e7-3419-5135-abac-80113ebc9b12'],
  ['qingcloud', 'vxnet-a1b2c3d', 'bb20e961-cadc-5334-a7e1-b85ad9e2f07d'],
  ['qingcloud', 'i-a1b2c3d4', '051c508e-d249-5673-a4f9-f0a42ec4c539'],
  ['volcengine', 'vpc-2fe63', '5335835a-3743-5a5b-885e-04d8ade0b044'],
  ['volcengine', 'subnet-2fe64', '25b2ba9c-8119-57d5-ad3e-19c5e051cf1f'],
  ['volcengine', 'i-2fe65', 'deb89728-2354-583f-95e2-9c936ec5a3e5'],
];

test('of every cloud that is hashed, all three are there', () => {
  const hashed = Object.entries(SEEDS).flatMap(([provider, seed]) => (seed === 'hashed' ? [provider] : []));
  expect(HASHED.map(([provider]) => provider).toSorted()).toEqual(
    hashed.flatMap((one) => [one, one, one]).toSorted(),
  );
});

test.each(HASHED)('%s: %s is %s', (provider, id, uuid) => {
  expect(builtInId(provider, id, 1)).toBe(uuid);
});

test('Huawei Cloud’s are UUIDs, and stay as they are', () => {
  const id = '3f8f5b0c-0000-4000-8000-000000000001';
  expect(builtInId('huawei', id, 1)).toBe(id);
});

test('in another organisation, what is hashed begins with its number; so it is with Huawei Cloud’s too', () => {
  expect(builtInId('aws', 'vpc-0a1b2c3d', 2)).toBe('34a2d754-4031-58e9-8d14-04f7c07e673f');
  expect(builtInId('huawei', '3f8f5b0c-0000-4000-8000-000000000001', 2)).toBe(
    '98cd03a5-ffd8-573b-95e8-62a0e0f44bef',
  );
});

test('where DeepFlow has no collector there is no such id', () => {
  const without = Object.entries(SEEDS).filter(([, seed]) => seed === 'none');
  expect(without.map(([provider]) => provider)).toEqual(['azure', 'kubernetes']);
  expect(builtInId('azure', '/subscriptions/x', 1)).toBeUndefined();
});
