import type { Models } from '../../shared/model/kinds.ts';
import type { FlexibleServer } from './resources/data.ts';

type Properties = FlexibleServer['properties'];

/**
 * `ReplicationRole`: of MySQL `None`, `Source`, `Replica`; of PostgreSQL `None`, `Primary`, `AsyncReplica`,
 * `GeoAsyncReplica`, where what has no replicas is a primary, too.
 */
export function flexibleRole({ replicationRole = '', highAvailability }: Properties): Models['rds']['role'] {
  if (/replica$/i.test(replicationRole)) return 'replica';
  const isDoubled = (highAvailability?.mode ?? 'Disabled').toLowerCase() !== 'disabled';
  return isDoubled || /^source$/i.test(replicationRole) ? 'primary' : 'single';
}

/** `16` and `4` of PostgreSQL; MySQL says `8.0.21`. */
export function versionOf({ version, minorVersion }: Properties): string | undefined {
  return version === undefined || minorVersion === undefined ? version : `${version}.${minorVersion}`;
}
