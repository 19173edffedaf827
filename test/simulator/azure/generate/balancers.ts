import { applicationGateway, BALANCER, loadBalancer } from '../rows/balancers.ts';
import { publicIp } from '../rows/network.ts';
import { idOf } from '../rows/place.ts';
import { type Ground, at, hostOf, put, tagsOf, times } from './ground.ts';

export function makeBalancers(ground: Ground): void {
  const { place, sizes, seats, subnets } = ground;
  if (seats.length === 0) return;
  for (let n = 0; n < sizes.balancers; n++) {
    const name = `lb-${n}`;
    const isPublic = n % 2 === 0;
    const front = `${idOf(place, BALANCER, name)}/frontendIPConfigurations/front`;
    const outside = publicIp(place, {
      name: `pip-${name}`,
      tags: tagsOf(`pip-${name}`, ground),
      ip: isPublic ? ground.publicIp() : '',
      on: front,
    });
    if (isPublic) put(ground, outside);
    const { id: subnet, base } = at(subnets, n);
    put(
      ground,
      loadBalancer(place, {
        name,
        tags: tagsOf(name, ground),
        fronts: [
          isPublic
            ? { name: 'front', publicIp: outside.id }
            : { name: 'front', ip: hostOf(base, 240), subnet },
        ],
        pools: [{ name: 'pool', seats: [...new Set(times(3, (k) => at(seats, n * 3 + k)))] }],
        rules: [
          { name: 'web', front: 'front', port: 443, backendPort: 8443, pool: 'pool' },
          { name: 'dns', front: 'front', port: 53, protocol: 'Udp', pool: 'pool' },
        ],
        inbound: [{ name: 'ssh', front: 'front', port: 50_000, backendPort: 22, seat: at(seats, n) }],
      }),
    );
  }
  for (let n = 0; n < sizes.gateways; n++) {
    const { id: subnet, base } = at(subnets, n);
    put(
      ground,
      applicationGateway(place, {
        name: `agw-${n}`,
        tags: tagsOf(`agw-${n}`, ground),
        subnet,
        fronts: [{ name: 'inside', ip: hostOf(base, 230), subnet }],
        pools: [
          { name: 'one', seats: [at(seats, n)] },
          { name: 'two', ips: ['192.0.2.10', 'app.example.com'] },
        ],
        listeners: [
          { name: 'http', front: 'inside', port: 80, pool: 'one' },
          { name: 'https', front: 'inside', port: 443, host: 'a.example.com', paths: ['one', 'two'] },
        ],
      }),
    );
  }
}
