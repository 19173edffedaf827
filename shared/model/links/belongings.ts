import type { Models } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import { clusterSides, podSides, serviceSides } from './cluster-sides.ts';
import { nodeOf } from './cluster.ts';
import type { Estate, Merged } from './estate.ts';
import { Found } from './found.ts';
import { ROLES, follow, labelOf } from './label.ts';
import type { Label, Role } from './label.ts';
import { Memo, bothOf } from './memo.ts';
import type { Both } from './memo.ts';
import { natsByAddress, peersOf, whereOf } from './network.ts';
import { aroundSubnet, aroundVpc } from './surroundings.ts';

/** What addresses belong to. What many of them share is worked out once per state of the estate. */
export class Belongings {
  readonly #estate: Estate;
  readonly #areas: Both<readonly Label[]>;
  readonly #shared: ReadonlyMap<Role, Both<readonly Label[]>>;
  readonly #nats: Memo<ReadonlyMap<string, readonly Label[]>>;

  /** `revision` moves when the estate does. */
  constructor(estate: Estate, revision: () => number) {
    this.#estate = estate;
    this.#areas = bothOf(revision);
    this.#shared = new Map(ROLES.map((role) => [role, bothOf(revision)]));
    this.#nats = new Memo(revision);
  }

  /** Of the records that hold an address in one space: who holds it first, then what that is in and behind. */
  of(holders: readonly Merged[], ip: string): Found {
    const found = new Found();
    for (const holder of holders) this.#holder(holder, ip, found);
    const { vpc } = found;
    if (vpc !== undefined) {
      this.#targets(ip, found, vpc);
      const nats = this.#rulesIn(vpc).get(ip);
      if (nats !== undefined) found.all(nats);
    }
    return found;
  }

  /** Of a block that an address is in. */
  around(block: Merged): Found {
    const found = new Found();
    const { record } = block;
    found.add(labelOf('place', block));
    if (record.kind === 'subnet') this.#area(block, record.ref, record.vpc, found);
    else if (record.kind === 'vpc') this.#area(block, undefined, record.ref, found);
    else this.#device(block, undefined, found, 'place');
    return found;
  }

  #holder(holder: Merged, ip: string, found: Found): void {
    const { record } = holder;
    found.add(labelOf('self', holder));
    if (record.kind === 'nic') this.#nic(holder, record, found);
    else if (record.kind === 'eip') {
      const nic = follow(this.#estate, holder, record.nic);
      const device = follow(this.#estate, holder, record.device);
      if (nic !== undefined) this.#holder(nic, ip, found);
      if (device !== undefined) this.#device(device, ip, found, 'self');
      if (nic === undefined && device === undefined) this.#share('place', holder, record.region, found);
    } else if (record.kind === 'service' || record.kind === 'ingress') {
      found.all(serviceSides(this.#estate, record, holder));
    } else this.#device(holder, ip, found, 'self');
  }

  #nic(nic: Merged, record: Models['nic'], found: Found): void {
    const { device } = record;
    const label = device === undefined ? undefined : this.#estate.label('self', nic, device);
    if (label !== undefined) found.add(label);
    found.vpc ??= record.vpc;
    for (const group of record.security_groups) this.#share('guard', nic, group, found);
    this.#area(nic, record.subnet, record.vpc, found);
    for (const eip of this.#estate.under('eip', record.ref)) found.add(labelOf('path', eip));
    if (device === undefined) return;
    // Most are servers, of which the interface tells all but this.
    if (label?.kind === 'vm' && found.isPlaced()) this.#server(device, found);
    else {
      const whole = follow(this.#estate, nic, device);
      if (whole !== undefined) this.#device(whole, undefined, found, 'self');
      else this.#fronts(device, found);
    }
  }

  #server(vm: Ref, found: Found): void {
    for (const node of this.#estate.under('node', vm)) this.#device(node, undefined, found, 'self');
    this.#fronts(vm, found);
  }

  /** `ip`: where only the device's own subnets tell where it is. What its interface told goes before what it says itself. */
  #device(device: Merged, ip: string | undefined, found: Found, role: Role): void {
    const { record } = device;
    found.add(labelOf(role, device));
    if (record.kind === 'pod') this.#pod(device, record, found);
    else if (record.kind === 'node') this.#node(device, record, found);
    else this.#cloudDevice(device, ip, found);
    if (record.kind === 'vm') this.#server(record.ref, found);
    else this.#fronts(record.ref, found);
  }

  #cloudDevice(device: Merged, ip: string | undefined, found: Found): void {
    const { record } = device;
    if ('vpc' in record) found.vpc ??= record.vpc;
    if ('security_groups' in record && !found.hasKind('security_group')) {
      for (const group of record.security_groups) this.#share('guard', device, group, found);
    }
    if (record.kind === 'rds' || record.kind === 'redis') {
      this.#share('controller', device, record.cluster, found);
    }
    if (!found.hasKind('subnet')) {
      const { subnet, vpc } = whereOf(this.#estate, record, ip);
      this.#area(device, subnet, vpc, found);
    }
    if ('az' in record && !found.hasKind('az')) this.#share('place', device, record.az, found);
    if ('region' in record && !found.hasKind('region')) this.#share('place', device, record.region, found);
  }

  #pod(pod: Merged, record: Models['pod'], found: Found): void {
    found.all(podSides(this.#estate, record));
    const node = nodeOf(this.#estate, record);
    if (node !== undefined) this.#device(node, undefined, found, 'place');
    else found.all(clusterSides(this.#estate, pod, record.cluster));
  }

  #node(node: Merged, record: Models['node'], found: Found): void {
    found.all(clusterSides(this.#estate, node, record.cluster));
    const vm = follow(this.#estate, node, record.vm);
    if (vm !== undefined && !found.has(vm.record)) this.#device(vm, undefined, found, 'place');
  }

  /** The load balancers that a device is a target of. */
  #fronts(device: Ref, found: Found): void {
    for (const target of this.#estate.under('lb_target', device)) {
      for (const balancer of target.record.load_balancers) this.#share('front', target, balancer, found);
    }
  }

  /** Those that have the address for a target, in this VPC or in one that is peered with it. */
  #targets(ip: string, found: Found, vpc: Ref<'vpc'>): void {
    for (const target of this.#estate.under('lb_target', ip)) {
      for (const ref of target.record.load_balancers) {
        const own = this.#estate.get(ref)?.record.vpc;
        const isNear = own === vpc || (own !== undefined && peersOf(this.#estate, own).includes(vpc));
        if (isNear) this.#share('front', target, ref, found);
      }
    }
  }

  #share(role: Role, from: Merged, ref: Ref | undefined, found: Found): void {
    if (ref === undefined) return;
    const memo = this.#shared.get(role)?.[from.standing === 'current' ? 0 : 1];
    let label = memo?.get(ref);
    if (label === undefined) {
      const one = this.#estate.label(role, from, ref);
      label = one === undefined ? [] : [one];
      memo?.put(ref, label);
    }
    found.all(label);
  }

  #area(from: Merged, subnet: Ref<'subnet'> | undefined, vpc: Ref<'vpc'> | undefined, found: Found): void {
    const place = subnet ?? vpc;
    if (place === undefined) return;
    const memo = this.#areas[from.standing === 'current' ? 0 : 1];
    let area = memo.get(place);
    if (area === undefined) {
      const one = follow(this.#estate, from, subnet);
      area = memo.put(
        place,
        one === undefined ? aroundVpc(this.#estate, from, vpc) : aroundSubnet(this.#estate, one),
      );
    }
    found.all(area);
  }

  #rulesIn(vpc: Ref<'vpc'>): ReadonlyMap<string, readonly Label[]> {
    const known = this.#nats.get(vpc);
    if (known !== undefined) return known;
    const nats = natsByAddress(this.#estate, vpc);
    return this.#nats.put(
      vpc,
      new Map([...nats].map(([ip, all]) => [ip, all.map((nat) => labelOf('path', nat))])),
    );
  }
}
