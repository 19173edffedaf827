import { addressKey, anywhereKey } from '../model/links/keys.ts';
import type { Space } from '../model/links/places.ts';
import { lanesOf } from './lanes.ts';
import type { Lanes } from './lanes.ts';

/** How the keys of a space's addresses begin. */
export const spaceLanes = (space: Space): Lanes => lanesOf(addressKey(space, ''));
/** And those of addresses wherever they are. */
export const ANYWHERE = lanesOf(anywhereKey(''));
