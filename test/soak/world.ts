// A process that is everything outside: AWS, a cluster, an object store, a webhook receiver and DeepFlow's controller,
// all in motion. It hoards what it was asked, so it is not in the process that is measured. Each message is a minute.
import { OBJECTS } from '../functions/kubernetes/objects.ts';
import { regionOf } from '../simulator/aws/estate.ts';
import { add, remove, rename } from '../simulator/aws/mutate.ts';
import { startAws } from '../simulator/aws/server.ts';
import { startDouble } from '../simulator/deepflow/domains/double.ts';
import { Cluster } from '../simulator/kubernetes/cluster.ts';
import { startKubernetes } from '../simulator/kubernetes/server.ts';
import { startS3 } from '../simulator/s3/server.ts';
import { startWebhook } from '../simulator/webhook.ts';
import { BUCKET, HOME, PLACE, PODS, STORE_KEYS, WEBHOOK_SECRET, estateOf } from './estate.ts';
import type { Addresses, Minute } from './estate.ts';

const estate = estateOf();
const aws = await startAws({ estate, buckets: { '*': undefined } });
const s3 = await startS3({ ...STORE_KEYS, region: HOME, buckets: [BUCKET] });
const webhook = await startWebhook({ secret: WEBHOOK_SECRET });
const deepflow = await startDouble();
const cluster = new Cluster();
const kubernetes = await startKubernetes(cluster);
const pod = (n: number, state: number): void => {
  const object = OBJECTS['pods']?.(`pod-${n}`, state);
  if (object !== undefined) cluster.put('pods', object);
};
for (let n = 0; n < PODS; n++) pod(n, n);

const servers = regionOf(estate, PLACE).instances.filter(({ State }) => State?.Name === 'running');
const NEW = 'i-00000000000000050';

/** Every minute something is renamed and a pod changes; servers come and go; now and then something fails, once. */
function pass({ cycle, now }: Minute): void {
  s3.now = () => now;
  aws.resetCalls();
  kubernetes.api.asked = [];
  const hoards: readonly { length: number }[] = [
    s3.seen,
    s3.requests,
    webhook.deliveries,
    deepflow.puts,
    deepflow.requests,
  ];
  for (const hoard of hoards) hoard.length = 0;
  const server = servers[cycle % servers.length];
  if (server !== undefined) {
    const name = `renamed in ${String(cycle).padStart(6, '0')}`;
    rename(estate, PLACE, 'instances', String(server.InstanceId), name);
    if (cycle % 3 === 1) add(estate, PLACE, 'instances', { ...server, InstanceId: NEW });
    if (cycle % 3 === 2) remove(estate, PLACE, 'instances', NEW);
  }
  pod(cycle % PODS, cycle + 1);
  deepflow.record();
  FAULTS[cycle % 120]?.();
}

/** Those of lists that are read seldom wait until they are. */
const FAULTS: Readonly<Record<number, () => void>> = {
  3: () => aws.faults.add({ kind: 'throttle' }, { operation: 'ec2:DescribeInstances', times: 1 }),
  7: () => aws.faults.add({ kind: 'reset' }, { operation: 'ec2:DescribeSubnets', times: 1 }),
  11: () => aws.faults.add({ kind: 'deny' }, { operation: 'rds:DescribeDBInstances', times: 1 }),
  15: () => aws.faults.add({ kind: 'html' }, { operation: 'ec2:DescribeInstances', times: 1 }),
  19: () => webhook.behaviours.push({ status: 503 }),
  23: () => webhook.behaviours.push('reset'),
  27: () => s3.faults.push({ on: 'GET', fault: { kind: 'error', status: 503, code: 'SlowDown' } }),
  31: () => s3.faults.push({ on: 'GET', fault: { kind: 'reset', effect: 'before' } }),
  35: () => kubernetes.api.restart(),
};

process.on('message', (minute: Minute) => {
  pass(minute);
  process.send?.('passed');
});
process.on('disconnect', () => process.exit());
process.send?.({
  aws: aws.url,
  keys: aws.credentials(PLACE.account),
  store: s3.endpoint,
  webhook: webhook.url,
  deepflow: deepflow.url,
  kubernetes: kubernetes.url,
} satisfies Addresses);
