/** An estate of any size from a seed: the same one every time. */
import { randomFrom } from '../aws/generate/random.ts';
import { type AccountEstate, type Estate, type Project, emptyAccount, project, regionOf } from './estate.ts';
import { makeLoadBalancers } from './generate/balancers.ts';
import { makeNatGateways, makePrivateNats, makePublicips, makeServers } from './generate/compute.ts';
import { makeCaches, makeClusters, makeDatabases } from './generate/data.ts';
import { type Ground, at, dotted, nameOf, tagsOf, times, uuidFrom } from './generate/ground.ts';
import {
  makePeerings,
  makeRouteTables,
  makeSecurityGroups,
  makeSubnets,
  makeVpcs,
  makeZones,
} from './generate/network.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';
import {
  centralNetwork,
  cloudConnection,
  enterpriseRouter,
  erAttachment,
  networkInstance,
} from './rows/networks.ts';

export interface EstateSpec {
  readonly seed: string;
  /** Account ids: 32 hex digits. */
  readonly accounts: readonly string[];
  /** Or names of projects (`cn-north-4_team`); each account has one of each. */
  readonly regions: readonly string[];
  readonly sizes?: Partial<Sizes>;
  /** Cloud connections of each account, and as many central networks. */
  readonly cens?: number;
}

export function generateEstate({ seed, accounts, regions, sizes = {}, cens = 2 }: EstateSpec): Estate {
  let addresses = 0;
  const publicIp = (): string => publicAddress(addresses++);
  const estate: Estate = {
    accounts: Object.fromEntries(accounts.map((id, n) => [id, emptyAccount(id, `hw_account_${n}`)])),
  };
  const grounds = Object.values(estate.accounts).flatMap((account, a) =>
    regions.map((name, r) => {
      const random = randomFrom(`${seed} ${account.id} ${name}`);
      const own = project(random.hex(32), name);
      account.projects.push(own);
      return groundOf(account, own, random, { ...SMALL, ...sizes }, publicIp, a * regions.length + r);
    }),
  );
  for (const ground of grounds) makeOwn(ground);
  for (const ground of grounds) {
    if (ground.sizes.vpcs > 0)
      makePeerings(
        ground,
        grounds.filter((other) => other.account !== ground.account),
      );
  }
  for (const account of Object.values(estate.accounts)) {
    makeCens(
      account,
      grounds.filter((ground) => ground.account === account && ground.sizes.vpcs > 0),
      cens,
    );
  }
  return estate;
}

function makeOwn(ground: Ground): void {
  makeZones(ground);
  if (ground.sizes.vpcs === 0) return;
  makeVpcs(ground);
  makeSubnets(ground);
  makeSecurityGroups(ground);
  makeRouteTables(ground);
  makeServers(ground);
  makeNatGateways(ground);
  makePrivateNats(ground);
  makePublicips(ground);
  makeLoadBalancers(ground);
  makeDatabases(ground);
  makeCaches(ground);
  makeClusters(ground);
  makeRouters(ground);
}

function makeRouters({ project: { id: project_id }, here, sizes, uuid }: Ground): void {
  for (let n = 0; n < sizes.routers; n++) {
    const id = uuid();
    here.enterpriseRouters.push(
      enterpriseRouter({
        id,
        name: nameOf('er', n),
        project_id,
        state: at(['available', 'modifying', 'failed'], n),
        availability_zone_ids: [at(here.zones, n).availability_zone_id],
        tags: tagsOf('er', id),
      }),
    );
    here.erAttachments.push(
      ...times(2, (k) =>
        erAttachment({
          id: uuid(),
          name: nameOf('attachment', k),
          project_id,
          er_id: id,
          resource_type: k === 1 && n % 2 === 1 ? 'vpn' : 'vpc',
          resource_id: at(here.vpcs, n + k).id,
          resource_project_id: project_id,
          virsubnet_id: at(here.subnets, n + k).id,
          state: at(['available', 'pending_acceptance'], k),
        }),
      ),
    );
  }
}

/** All VPCs of the account in turn in cloud connections, all routers in central networks. */
function makeCens(account: AccountEstate, grounds: readonly Ground[], count: number): void {
  const [first] = grounds;
  if (first === undefined) return;
  const { uuid } = first;
  const vpcs = grounds.flatMap((ground) => ground.here.vpcs.map((row) => ({ ground, row })));
  const routers = grounds.flatMap((ground) => ground.here.enterpriseRouters.map((row) => ({ ground, row })));
  const own = { domain_id: account.id } as const;
  for (let n = 0; n < count; n++) {
    const id = uuid();
    account.cloudConnections.push(
      cloudConnection({ ...own, id, name: nameOf('cc', n), tags: tagsOf('cc', id) }),
    );
    account.networkInstances.push(
      ...vpcs
        .filter((_, k) => k % count === n)
        .map(({ ground, row }) =>
          networkInstance({
            ...own,
            id: uuid(),
            name: row.name,
            cloud_connection_id: id,
            instance_id: row.id,
            instance_domain_id: account.id,
            region_id: ground.region,
            project_id: ground.project.id,
            cidrs: [row.cidr],
          }),
        ),
    );
    const central = uuid();
    account.centralNetworks.push(
      centralNetwork({
        ...own,
        id: central,
        name: nameOf('gcn', n),
        state: at(['AVAILABLE', 'UPDATING'], n),
        er_instances: routers
          .filter((_, k) => k % count === n)
          .map(({ ground, row }) => ({
            id: uuid(),
            enterprise_router_id: row.id,
            project_id: ground.project.id,
            region_id: ground.region,
            asn: row.asn,
          })),
        tags: tagsOf('gcn', central),
      }),
    );
  }
}

function groundOf(
  account: AccountEstate,
  own: Project,
  random: ReturnType<typeof randomFrom>,
  sizes: Sizes,
  publicIp: () => string,
  index: number,
): Ground {
  let cards = 0;
  return {
    account,
    project: own,
    region: regionOf(own),
    here: own.here,
    sizes,
    random,
    uuid: () => uuidFrom(random),
    publicIp,
    mac: () => {
      const hex = (cards++).toString(16).padStart(4, '0');
      const place = (index % 256).toString(16).padStart(2, '0');
      return `fa:16:3e:${place}:${hex.slice(0, 2)}:${hex.slice(2)}`;
    },
  };
}

/** 198.18.0.0/15 is set aside for benchmarks (RFC 2544), 240.0.0.0/4 for the future: no address of anyone. */
function publicAddress(n: number): string {
  return dotted(n < 131_072 ? 0xc6_12_00_00 + n : 0xf0_00_00_00 + n - 131_072);
}
