import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import { begun } from '../../shared/collect/parallel.ts';
import type { QingCloud } from './client.ts';
import { primaryOf } from './instances.ts';
import type { Instance, InVxNet } from './instances.ts';
import { id, said, tags } from './items.ts';
import { offsetPages } from './pages.ts';

/** SDK type NIC. https://docsv3.qingcloud.com/development_docs/api/command_list/nic/describe_nics/ */
const Nic = z.object({
  nic_id: id,
  nic_name: said,
  instance_id: said,
  vxnet_id: said,
  private_ip: said,
  ipv6_address: said,
  role: maybe(whole),
  security_group: said,
  eip: maybe(z.object({ eip_addr: said })),
  tags,
});
type Nic = z.infer<typeof Nic>;

/** What the server that an interface is on says of it. */
interface On {
  readonly instance: Instance;
  readonly own: InVxNet;
  /** The one that the server's EIP and security group are bound to. */
  readonly isFirst: boolean;
}

/** As listed, on a server or not; or as a server alone tells it. */
export interface Interface {
  readonly nic_id: string;
  readonly nic: Nic | undefined;
  readonly on: On | undefined;
}

export const NICS = 'ecm:DescribeNics';

/**
 * The list of interfaces has their names and tags, and those on nothing; what is on servers has its addresses there as
 * well, and is not lost where the list leaves it out, as the list of servers does with nodes of clusters.
 */
export async function* interfacesOf({ ask, size, lists }: QingCloud) {
  const listed = begun(
    offsetPages({ ask, size }, { action: NICS, at: 'nic_set', item: Nic, keyOf: ({ nic_id }) => nic_id }),
  );
  const onServers = interfacesOn((await lists.instances('nic')).flat());
  for await (const page of listed) {
    yield page.map((nic): Interface => {
      const mac = nic.nic_id.toLowerCase();
      const on = onServers.get(mac);
      onServers.delete(mac);
      return { nic_id: nic.nic_id, nic, on };
    });
  }
  yield [...onServers.values()].map((on): Interface => ({ nic_id: on.own.nic_id, nic: undefined, on }));
}

type Named = InVxNet & { readonly nic_id: string };

function interfacesOn(instances: readonly Instance[]) {
  const found = new Map<string, On & { readonly own: Named }>();
  for (const instance of instances) {
    const first = primaryOf(instance);
    for (const one of instance.vxnets) {
      const { nic_id } = one;
      if (nic_id === undefined) continue;
      found.set(nic_id.toLowerCase(), { instance, own: { ...one, nic_id }, isFirst: one === first });
    }
  }
  return found;
}
