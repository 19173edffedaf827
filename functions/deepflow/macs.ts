import { createHash } from 'node:crypto';

/** `vinterface.mac`: https://github.com/deepflowio/deepflow/tree/main/server/controller/db/metadb/migrator/schema */
const LONGEST = 32;

/** Gives each interface of a subnet a card of its own: the two make the id of an interface, so no two may share them. */
export function macsOf(): (subnet: string, mac: string | undefined, salt: string) => string {
  /** `<subnet> <mac>` */
  const taken = new Set<string>();
  return (subnet, mac, salt) => {
    for (let n = 0; ; n++) {
      const isOwn = n === 0 && mac !== undefined && mac.length <= LONGEST;
      const candidate = isOwn ? mac : madeMac(`${salt} ${n}`);
      const key = `${subnet} ${candidate}`;
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  };
}

/** Locally administered and unicast: no card in the world has it. https://www.rfc-editor.org/rfc/rfc7042#section-2.1 */
export function madeMac(salt: string): string {
  const hex = createHash('sha256').update(salt).digest('hex').slice(0, 10);
  return `02:${hex.match(/../g)?.join(':') ?? ''}`;
}
