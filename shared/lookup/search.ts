import type { Merged } from '../model/links/estate.ts';
import type { IpAddress } from '../model/links/address.ts';
import { ALL, addressKey, anyBlockKey, anywhereKey, blockKey } from '../model/links/keys.ts';
import { managedOf } from '../model/links/cluster.ts';
import { Memo } from '../model/links/memo.ts';
import { cidrOf, masked } from '../model/links/prefix.ts';
import { placesOf } from '../model/links/places.ts';
import type { Space } from '../model/links/places.ts';
import type { Ref } from '../model/ref.ts';
import type { EstateIndex } from './estate-index.ts';

/** Where an address means one thing, and what holds it there: a block, if nothing holds the address itself. */
export interface Meaning {
  readonly space: Space | undefined;
  readonly holders: readonly Merged[];
  readonly block: { readonly cidr: string; readonly of: Merged } | undefined;
}

/** Finds who holds an address, space by space. */
export class Search {
  readonly #index: EstateIndex;
  readonly #vpcs: Memo<ReadonlyMap<Space, Ref<'vpc'>>>;

  constructor(index: EstateIndex) {
    this.#index = index;
    this.#vpcs = new Memo(() => index.version);
  }

  /** Every meaning of an address; of one space if it is named. */
  find(address: IpAddress, ip: string, space: Space | undefined): readonly Meaning[] {
    const holders = space === undefined ? this.#index.found(anywhereKey(ip)) : this.#within(space, ip);
    if (holders.length > 0) return this.#grouped(holders, ip);
    return this.#blocks(address, space);
  }

  /** Whether what one record says of an address in a space is all: no cluster has addresses of its own there. */
  isPlain(space: Space | undefined): boolean {
    if (space === undefined || !this.#index.slots.has('cluster')) return true;
    for (const vpc of this.#clusters().values()) if (vpc === space) return false;
    return true;
  }

  /** What holds it in a space; else, since public addresses mean one thing everywhere, in public. */
  #within(space: Space, ip: string): readonly Merged[] {
    const own = this.#index.at(space, ip);
    const clusters = this.#clusters();
    if (clusters.size === 0 && own.length > 0) return own;
    const found = [...own];
    for (const [cluster, vpc] of clusters) if (vpc === space) found.push(...this.#index.at(cluster, ip));
    return found.length > 0 ? found : this.#index.found(addressKey(undefined, ip));
  }

  #grouped(holders: readonly Merged[], ip: string): readonly Meaning[] {
    const only = holders[0];
    if (holders.length === 1 && only?.record.kind === 'nic' && only.record.vpc !== undefined) {
      return [{ space: only.record.vpc, holders, block: undefined }];
    }
    const groups = new Map<string, { readonly space: Space | undefined; readonly holders: Merged[] }>();
    for (const holder of holders) {
      const { space, addresses } = placesOf(holder.record);
      const isPublic = addresses.some(({ public_ip }) => public_ip !== undefined && public_ip === ip);
      // A private address of which nobody tells the space means something in its account alone.
      const key = isPublic ? '' : (space ?? `account ${holder.account}`);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { space: isPublic ? undefined : space, holders: [holder] });
      else group.holders.push(holder);
    }
    if (groups.size > 1) this.#join(groups);
    return [...groups.values()].map((group) => ({ ...group, block: undefined }));
  }

  /** A cluster on its VPC's own network: the pod's address and the interface's are one, if no other cluster has it too. */
  #join(groups: Map<string, { readonly space: Space | undefined; readonly holders: Merged[] }>): void {
    const clusters = this.#clusters();
    for (const { space, holders } of groups.values()) {
      const inside = [...clusters].flatMap(([cluster, vpc]) =>
        vpc === space ? (groups.get(cluster) ?? []) : [],
      );
      const [one, ...more] = inside;
      if (space === undefined || one?.space === undefined || more.length > 0) continue;
      holders.push(...one.holders);
      groups.delete(one.space);
    }
  }

  /** The VPC of each cluster: that of its managed record, else of the first node whose machine is known. */
  #clusters(): ReadonlyMap<Space, Ref<'vpc'>> {
    const known = this.#vpcs.get('');
    if (known !== undefined) return known;
    const found = new Map<Space, Ref<'vpc'>>();
    for (const { record } of this.#index.under('cluster', ALL)) {
      const vpc = managedOf(this.#index, record)?.record.vpc ?? this.#vpcOfNodes(record.ref);
      if (vpc !== undefined) found.set(record.ref, vpc);
    }
    return this.#vpcs.put('', found);
  }

  #vpcOfNodes(cluster: Ref<'cluster'>): Ref<'vpc'> | undefined {
    for (const { record } of this.#index.under('node', cluster)) {
      const vpc = record.vm === undefined ? undefined : this.#index.get(record.vm)?.record.vpc;
      if (vpc !== undefined) return vpc;
    }
    return undefined;
  }

  /** The longest block of each space that the address is in; of equal ones a subnet's before its VPC's. */
  #blocks(address: IpAddress, wanted: Space | undefined): readonly Meaning[] {
    const found = new Map<string, Meaning>();
    for (const length of this.#index.tables.blocks.of(address.length === 1 ? 'v4' : 'v6')) {
      const cidr = cidrOf({ address: masked(address, length), length });
      const here = new Map<string, Meaning>();
      for (const of of this.#index.found(wanted === undefined ? anyBlockKey(cidr) : blockKey(wanted, cidr))) {
        const { space } = placesOf(of.record);
        const known = here.get(space ?? of.record.ref)?.block?.of.record.kind;
        const meaning = { space, holders: [], block: { cidr, of } };
        if (known === undefined || of.record.kind === 'subnet') here.set(space ?? of.record.ref, meaning);
        // Two clusters of a VPC may give their services the same block.
        else if (known !== 'subnet' && of.record.kind !== 'vpc') here.set(of.record.ref, meaning);
      }
      const taken = new Set([...found.values()].map(({ space }) => space));
      for (const [name, meaning] of here) {
        if (meaning.space === undefined || !taken.has(meaning.space)) found.set(name, meaning);
      }
      if (wanted !== undefined && found.size > 0) break;
    }
    return [...found.values()];
  }
}
