import type { Kind } from '../model/kinds.ts';
import type { Tag } from '../model/parts.ts';
import type { Standing } from '../model/links/holder.ts';
import type { Label, Role } from '../model/links/label.ts';
import type { Ref } from '../model/ref.ts';
import type { IndexSource } from './sources.ts';
import type { Head, Unpacker } from './unpacker.ts';

/**
 * A label whose record is read when something of it is asked for, and then
 * once. It says for ever what was so when it was made: packed bytes are never
 * written over, only left behind.
 */
export class PackedLabel implements Label {
  readonly role: Role;
  readonly kind: Kind;
  readonly #source: IndexSource;
  readonly #unpacker: Unpacker;
  #bytes: Buffer | undefined;
  readonly #at: number;
  #head: Head | undefined = undefined;

  constructor(role: Role, kind: Kind, source: IndexSource, unpacker: Unpacker, bytes: Buffer, at: number) {
    this.role = role;
    this.kind = kind;
    this.#source = source;
    this.#unpacker = unpacker;
    this.#bytes = bytes;
    this.#at = at;
  }

  get account(): string {
    return this.#source.account;
  }

  get standing(): Standing {
    return this.#source.standing;
  }

  get ref(): Ref {
    return this.#read().ref;
  }

  get id(): string {
    return this.#read().id;
  }

  get name(): string {
    return this.#read().name;
  }

  get tags(): readonly Tag[] {
    return this.#read().tags;
  }

  /** As any other label is written. */
  toJSON(): Label {
    const { role, kind, account, standing } = this;
    const { ref, id, name, tags } = this.#read();
    return { role, kind, ref, id, name, tags, account, standing };
  }

  #read(): Head {
    if (this.#head !== undefined) return this.#head;
    if (this.#bytes === undefined) throw new TypeError('a label without a record');
    this.#head = this.#unpacker.head(this.#bytes, this.#at);
    this.#bytes = undefined; // the piece of memory that it is in may be wanted back
    return this.#head;
  }
}
