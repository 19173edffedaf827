import type { Models } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import { clusterSides, podSides, serviceSides } from './cluster-sides.ts';
import { nodeOf } from './cluster.ts';
import type { Estate, Merged } from './estate.ts';
import { Commons } from './commons.ts';
import type { From, Surround } from './commons.ts';
import { Found } from './found.ts';
import { Fronts } from './fronts.ts';
import { follow, labelOf } from './label.ts';
import type { Label, Role } from './label.ts';
import { whereOf } from './network.ts';

/** What addresses belong to. What many of them share is worked out once per state of the estate. */
export class Belongings {
  readonly #estate: Estate;
  readonly #commons: Commons;
  readonly #fronts: Fronts;

  /** `revision` moves when the estate does. */
  constructor(estate: Estate, revision: () => number) {
    this.#estate = estate;
    this.#commons = new Commons(estate, revision);
    this.#fronts = new Fronts(estate, this.#commons);
  }

  /** Of the records that hold an address in one space: who holds it first, then what that is in and behind. */
  of(holders: readonly Merged[], ip: string): Found {
    const found = new Found();
    for (const holder of holders) this.#holder(holder, ip, found);
    const { vpc } = found;
    if (vpc !== undefined) {
      this.#fronts.at(ip, vpc, found);
      const nats = this.#commons.ruled(vpc).get(ip);
      if (nats !== undefined) found.all(nats);
    }
    return found;
  }

  /** Of a block that an address is in. */
  around(block: Merged): Found {
    const found = new Found();
    const { record } = block;
    found.add(labelOf('place', block));
    if (record.kind === 'subnet') found.all(this.#commons.area(block, record.ref, record.vpc));
    else if (record.kind === 'vpc') found.all(this.#commons.area(block, undefined, record.ref));
    else this.#device(block, undefined, found, 'place');
    return found;
  }

  /** What all interfaces have that are in one subnet, and that the same groups guard. */
  surrounding(from: From, surround: Surround): Found {
    const found = new Found();
    this.#commons.surround(from, surround, found);
    return found;
  }

  /** Of balancers that a target names. */
  fronting(from: From, balancers: readonly Ref[]): readonly Label[] {
    const found = new Found();
    this.#fronts.named(from, balancers, found);
    return found.labels;
  }

  /** The addresses of a VPC for which a NAT gateway has a rule. */
  ruled(vpc: Ref<'vpc'>): ReadonlySet<string> {
    return new Set(this.#commons.ruled(vpc).keys());
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
      if (nic === undefined && device === undefined)
        this.#commons.share('place', holder, record.region, found);
    } else if (record.kind === 'service' || record.kind === 'ingress') {
      found.all(serviceSides(this.#estate, record, holder));
    } else this.#device(holder, ip, found, 'self');
  }

  #nic(nic: Merged, record: Models['nic'], found: Found): void {
    const { device } = record;
    const label = device === undefined ? undefined : this.#estate.label('self', nic, device);
    if (label !== undefined) found.add(label);
    found.vpc ??= record.vpc;
    this.#commons.surround(nic, record, found);
    for (const eip of this.#estate.under('eip', record.ref)) found.add(labelOf('path', eip));
    this.#fronts.of(record.ref, found);
    if (device === undefined) return;
    // Most are servers, of which the interface tells all but this.
    if (label?.kind === 'vm' && found.isPlaced()) this.#server(device, found);
    else {
      const whole = follow(this.#estate, nic, device);
      if (whole !== undefined) this.#device(whole, undefined, found, 'self');
      else this.#fronts.of(device, found);
    }
  }

  #server(vm: Ref, found: Found): void {
    for (const node of this.#estate.under('node', vm)) this.#device(node, undefined, found, 'self');
    this.#fronts.of(vm, found);
  }

  /** `ip`: where only the device's own subnets tell where it is. What its interface told goes before what it says itself. */
  #device(device: Merged, ip: string | undefined, found: Found, role: Role): void {
    const { record } = device;
    found.add(labelOf(role, device));
    if (record.kind === 'pod') this.#pod(device, record, found);
    else if (record.kind === 'node') this.#node(device, record, found);
    else this.#cloudDevice(device, ip, found);
    if (record.kind === 'vm') this.#server(record.ref, found);
    else this.#fronts.of(record.ref, found);
  }

  #cloudDevice(device: Merged, ip: string | undefined, found: Found): void {
    const { record } = device;
    if ('vpc' in record) found.vpc ??= record.vpc;
    if ('security_groups' in record && !found.hasKind('security_group')) {
      for (const group of record.security_groups) this.#commons.share('guard', device, group, found);
    }
    if (record.kind === 'rds' || record.kind === 'redis') {
      this.#commons.share('controller', device, record.cluster, found);
    }
    if (!found.hasKind('subnet')) {
      const { subnet, vpc } = whereOf(this.#estate, record, ip);
      found.all(this.#commons.area(device, subnet, vpc));
    }
    if ('az' in record && !found.hasKind('az')) this.#commons.share('place', device, record.az, found);
    if ('region' in record && !found.hasKind('region'))
      this.#commons.share('place', device, record.region, found);
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
}
