import type { Estate, PlaceName, Tags, Vm } from './estate.ts';
import type { Facts } from './facts.ts';

/**
 * Where moto's answers are not AWS's; `test/moto/differences.ts` says of each what AWS documents, and checks
 * that moto still differs. The simulator has none.
 */
export type Difference =
  | 'closed-regions-are-listed'
  | 'pages-are-of-reservations'
  | 'other-lists-have-no-pages'
  | 'state-of-ipv6-blocks-is-no-word'
  | 'default-groups-lack-their-own-rule'
  | 'interfaces-outlive-their-servers'
  | 'attached-interfaces-take-the-groups-of-servers'
  | 'interfaces-of-nat-gateways-are-anybodys'
  | 'addresses-lack-their-association'
  | 'peerings-have-one-set-of-tags'
  | 'targets-have-one-port'
  | 'databases-have-one-id'
  | 'replication-groups-have-no-members'
  | 'caches-have-no-nodes'
  | 'cache-types-have-other-names'
  | 'serverless-caches-are-unknown'
  | 'kubernetes-clusters-have-no-network';

/** What somebody does to the estate between two runs. */
export type Change =
  | { readonly do: 'retag-vm'; readonly vm: string; readonly tags: Tags }
  | { readonly do: 'retag-db'; readonly db: string; readonly tags: Tags }
  | { readonly do: 'delete-subnet'; readonly subnet: string }
  | { readonly do: 'launch'; readonly vm: Vm }
  | {
      readonly do: 'replace-route';
      readonly table: string;
      readonly to: string;
      readonly hop: 'nic';
      readonly target: string;
    }
  | {
      readonly do: 'deregister';
      readonly group: string;
      readonly target: readonly [id: string, port: number];
    };

/** A cloud with the estate in it. */
export interface Cloud {
  readonly name: string;
  readonly endpoint: string;
  readonly facts: Facts;
  readonly differences: ReadonlySet<Difference>;
  /** Regions that are enabled in every account. */
  readonly regions: readonly string[];
  /** For the environment: of the main account. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Of the member account. */
  readonly role: { readonly roleArn: string; readonly externalId: string };
  /** As the configuration names it. */
  readonly store: string;
  /** Sources that this cloud cannot answer for, in every place: each must end `kept` with this reason, and nothing else may. */
  readonly kept: Readonly<Record<string, string>>;
  /** Does it, and notes what the cloud made up; the estate is `after` then. */
  apply(change: Change, after: Estate): Promise<void>;
  close?(): Promise<void>;
}

/** The scope of a place, or of an account as a whole. */
export type At = PlaceName | 'main' | 'member';
