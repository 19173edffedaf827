import type { Resource } from '../estate.ts';
import { cache, cacheCluster, mysql, postgresql, sqlInstance, sqlServer } from '../rows/data.ts';
import { CARD, networkInterface, privateEndpoint } from '../rows/network.ts';
import { idOf } from '../rows/place.ts';
import { type Ground, at, hostOf, put, tagsOf } from './ground.ts';

export function makeData(ground: Ground): void {
  const { place, sizes } = ground;
  if (ground.subnets.length === 0) return;
  let endpoints = 0;
  const reached = (target: Resource): void => {
    const n = endpoints++;
    const { id: subnet, base } = at(ground.subnets, n);
    const card = idOf(place, CARD, `pe-${target.name}-nic`);
    const endpoint = privateEndpoint(place, {
      name: `pe-${target.name}`,
      tags: tagsOf(`pe-${target.name}`, ground),
      subnet,
      cards: [card],
      target: target.id,
    });
    put(
      ground,
      target,
      endpoint,
      networkInterface(place, {
        name: `pe-${target.name}-nic`,
        tags: tagsOf(`pe-${target.name}-nic`, ground),
        endpoint: endpoint.id,
        addresses: [{ ip: hostOf(base, 200 + Math.floor(n / ground.subnets.length)), subnet }],
      }),
    );
  };
  const named = (name: string) => ({ name, tags: tagsOf(name, ground) });
  for (let n = 0; n < sizes.databases; n++) {
    const subnet = at(ground.subnets, n).id;
    reached(sqlServer(place, named(`sql-${n}`)));
    put(ground, sqlInstance(place, { ...named(`mi-${n}`), subnet, zone: '2' }));
    reached(mysql(place, { ...named(`mysql-${n}`), zone: '1', doubled: n % 2 === 0 }));
    put(
      ground,
      postgresql(place, {
        ...named(`pg-${n}`),
        subnet,
        zone: '3',
        role: n % 2 === 0 ? 'Primary' : 'AsyncReplica',
      }),
    );
  }
  for (let n = 0; n < sizes.caches; n++) {
    const { id: subnet, base } = at(ground.subnets, n);
    put(ground, cache(place, { ...named(`cache-${n}`), subnet, ip: hostOf(base, 220), zones: ['1'] }));
    reached(cacheCluster(place, named(`managed-${n}`)));
  }
}
