import type { Models } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import type { Estate, Merged } from './estate.ts';
import type { Found } from './found.ts';
import { ROLES, follow, labelOf } from './label.ts';
import type { Label, Role } from './label.ts';
import { Memo, bothOf } from './memo.ts';
import type { Both } from './memo.ts';
import { natsByAddress } from './network.ts';
import { aroundSubnet, aroundVpc } from './surroundings.ts';

/** The record that leads somewhere, as far as it decides where. */
export type From = Pick<Merged, 'standing'>;

/** What interfaces that are in one place, and guarded by the same groups, have in common. */
export type Surround = Pick<Models['nic'], 'vpc' | 'subnet' | 'security_groups'>;

/** The labels that many addresses share, worked out once per state of the estate. */
export class Commons {
  readonly #estate: Estate;
  readonly #areas: Both<readonly Label[]>;
  readonly #labels: ReadonlyMap<Role, Both<readonly Label[]>>;
  readonly #nats: Memo<ReadonlyMap<string, readonly Label[]>>;

  /** `revision` moves when the estate does. */
  constructor(estate: Estate, revision: () => number) {
    this.#estate = estate;
    this.#areas = bothOf(revision);
    this.#labels = new Map(ROLES.map((role) => [role, bothOf(revision)]));
    this.#nats = new Memo(revision);
  }

  /** One, or none where a record leads nowhere. */
  label(role: Role, from: From, ref: Ref): readonly Label[] {
    const memo = this.#labels.get(role)?.[from.standing === 'current' ? 0 : 1];
    const known = memo?.get(ref);
    if (known !== undefined) return known;
    const one = this.#estate.label(role, from, ref);
    const found = one === undefined ? [] : [one];
    memo?.put(ref, found);
    return found;
  }

  /** Adds what a record leads to, if it leads anywhere. */
  share(role: Role, from: From, ref: Ref | undefined, found: Found): void {
    if (ref !== undefined) found.all(this.label(role, from, ref));
  }

  /** Adds the groups that guard an interface, and what its subnet is in and behind. */
  surround(from: From, { vpc, subnet, security_groups }: Surround, found: Found): void {
    for (const group of security_groups) this.share('guard', from, group, found);
    found.all(this.area(from, subnet, vpc));
  }

  /** What a subnet is in and behind; without one, its VPC. */
  area(from: From, subnet: Ref<'subnet'> | undefined, vpc: Ref<'vpc'> | undefined): readonly Label[] {
    // Of a subnet that nobody lists, its VPC is known from who says that it is there.
    const place = subnet === undefined ? vpc : `${subnet} ${vpc ?? ''}`;
    if (place === undefined) return [];
    const memo = this.#areas[from.standing === 'current' ? 0 : 1];
    const known = memo.get(place);
    if (known !== undefined) return known;
    const one = follow(this.#estate, from, subnet);
    return memo.put(
      place,
      one === undefined ? aroundVpc(this.#estate, from, vpc) : aroundSubnet(this.#estate, one),
    );
  }

  /** The addresses of a VPC for which NAT gateways have a rule. */
  ruled(vpc: Ref<'vpc'>): ReadonlyMap<string, readonly Label[]> {
    const known = this.#nats.get(vpc);
    if (known !== undefined) return known;
    const nats = natsByAddress(this.#estate, vpc);
    return this.#nats.put(
      vpc,
      new Map([...nats].map(([ip, all]) => [ip, all.map((nat) => labelOf('path', nat))])),
    );
  }
}
