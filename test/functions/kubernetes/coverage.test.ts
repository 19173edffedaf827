import { expect, it } from 'vitest';
import { kubernetes } from '../../../functions/kubernetes/provider.ts';
import { coverageByName } from '../../../shared/runtime/commands/coverage.ts';

it('lists Kubernetes by the fourteen names that people know, each with its tags or the reason why not', () => {
  const coverage = coverageByName(kubernetes);
  expect(Object.keys(coverage)).toEqual([
    'cluster',
    'node',
    'namespace',
    'service',
    'ingress',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicationController',
    'CafeDeployment',
    'CloneSet',
    'ReplicaSet',
    'InPlaceSet',
    'Pod',
  ]);
  const bare = Object.entries(coverage).filter(([, one]) => !('tags' in one && one.collected && one.tags));
  expect(bare.map(([name]) => name)).toEqual(['cluster']);
});

it('has no collector that no name stands for', () => {
  const named = Object.values(kubernetes.names ?? {}).flat();
  expect(named.toSorted()).toEqual(kubernetes.collectors.map(({ name }) => name).toSorted());
});
