import type { Kind } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import type { Label } from './label.ts';

const PLACED: Readonly<Partial<Record<Kind, number>>> = { subnet: 1, az: 2, region: 4, security_group: 8 };

/** Labels, each resource once: in the role that it was found in first. They are few, so a list is searched soonest. */
export class Found {
  readonly labels: Label[] = [];
  /** The VPC of the address, once something has told it. */
  vpc: Ref<'vpc'> | undefined;

  has({ kind, ref }: Pick<Label, 'kind' | 'ref'>, among = this.labels.length): boolean {
    for (let n = 0; n < among; n++) {
      const label = this.labels[n];
      if (label !== undefined && label.kind === kind && label.ref === ref) return true;
    }
    return false;
  }

  hasKind(kind: Kind): boolean {
    return this.labels.some((label) => label.kind === kind);
  }

  /** In all that a server says itself. */
  isPlaced(): boolean {
    let kinds = 0;
    for (const { kind } of this.labels) kinds |= PLACED[kind] ?? 0;
    return kinds === 0b1111;
  }

  add(label: Label): void {
    if (!this.has(label)) this.labels.push(label);
  }

  /** Of which none is there twice. */
  all(labels: readonly Label[]): void {
    const before = this.labels.length;
    for (const label of labels) if (!this.has(label, before)) this.labels.push(label);
  }
}
