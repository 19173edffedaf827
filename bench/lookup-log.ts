// Writes the log of a large organization: `node lookup-log.ts <folder> <regions> <records per region>`. Every region
// has VPCs of its own, and all of them the same addresses.
import type { Kind, Models, TagRecord } from '../shared/model/kinds.ts';
import { ref } from '../shared/model/ref.ts';
import { fileStore } from '../shared/store/file.ts';
import { commitTo } from './lookup-changes.ts';
import { MIXED, records, share } from './records.ts';

const [folder = '', regions = '', perRegion = ''] = process.argv.slice(2);
const store = fileStore(folder);
const account = '111111111111';

for (let n = 0; n < Number(regions); n++) {
  const region = `region-${n}`;
  const sources = new Map<Kind, readonly TagRecord[]>(
    MIXED.map((kind) => [kind, records(kind, region, 0, share(kind, Number(perRegion)))]),
  );
  const subnets = records('subnet', region, 0, share('subnet', Number(perRegion)));
  for (const [kind, made] of Object.entries(networkOf(region, subnets))) sources.set(kind as Kind, made);
  await commitTo(store, { provider: 'aws', account, region }, sources, `run-${n}`);
}

function rest(id: string) {
  return { id, name: id, tags: [['environment', 'production'] as const] };
}

process.stdout.write('{}');

/** What is few in a region, and many addresses belong to. */
function networkOf(region: string, subnets: readonly Models['subnet'][]): Partial<Record<Kind, TagRecord[]>> {
  const where = ref('aws', 'region', region);
  const placed = { region: where, owner: account };
  const vpcs = [...new Set(subnets.map(({ vpc }) => vpc))];
  return {
    region: [{ kind: 'region', ref: where, ...rest(region) }],
    az: [
      {
        kind: 'az',
        ref: ref('aws', 'az', account, `${region}a`),
        ...rest(`${region}a`),
        region: where,
        zone_id: undefined,
      },
    ],
    vpc: vpcs.map((vpc) => ({
      kind: 'vpc',
      ref: vpc,
      ...rest(vpc.split('/')[2] ?? ''),
      ...placed,
      cidrs: ['10.0.0.0/8'],
      is_default: false,
    })),
    router: vpcs.map((vpc, n) => ({
      kind: 'router',
      ref: ref('aws', 'router', `rtb-${region}-${n}`),
      ...rest(`rtb-${region}-${n}`),
      ...placed,
      vpc,
      main: true,
      subnets: [],
      routes: [{ destination: '0.0.0.0/0', hop: 'nat_gateway', target: `nat-${region}-${n}`, active: true }],
    })),
    nat_gateway: vpcs.map((vpc, n) => ({
      kind: 'nat_gateway',
      ref: ref('aws', 'nat_gateway', `nat-${region}-${n}`),
      ...rest(`nat-${region}-${n}`),
      ...placed,
      vpc,
      subnet: undefined,
      scheme: 'external',
      state: 'running',
      addresses: [],
      nics: [],
    })),
    peer_connection: vpcs.slice(1).map((vpc, n) => ({
      kind: 'peer_connection',
      ref: ref('aws', 'peer_connection', `pcx-${region}-${n}`, 'requester'),
      ...rest(`pcx-${region}-${n}`),
      side: 'requester',
      state: 'active',
      local_vpc: vpc,
      local_region: where,
      local_owner: account,
      remote_vpc: vpcs[0],
      remote_region: where,
      remote_owner: account,
    })),
    cen: [
      {
        kind: 'cen',
        ref: ref('aws', 'cen', `tgw-${region}`),
        ...rest(`tgw-${region}`),
        region: where,
        owner: account,
        type: 'transit_gateway',
        state: 'available',
        attachments: vpcs.map((vpc, n) => ({
          id: `tgw-attach-${n}`,
          vpc,
          owner: account,
          state: 'available',
        })),
      },
    ],
  };
}
