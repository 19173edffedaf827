import type { Models } from '../../shared/model/kinds.ts';
import type { Tag } from '../../shared/model/parts.ts';
import { link, tencentRef } from './items.ts';

type NatGateway = Models['nat_gateway'];

/** What the two kinds of gateways say of themselves alike. */
interface Item {
  readonly NatGatewayId: string;
  readonly NatGatewayName: string | undefined;
  readonly VpcId: string | undefined;
  readonly TagSet: readonly Tag[];
}

/** `own`: what they tell otherwise, or one of them does not tell. */
export const natGatewayOf = (
  { NatGatewayId: id, NatGatewayName, VpcId, TagSet }: Item,
  region: string,
  own: Pick<NatGateway, 'subnet' | 'scheme' | 'state' | 'addresses'>,
): NatGateway => ({
  kind: 'nat_gateway',
  ref: tencentRef('nat_gateway', id),
  id,
  name: NatGatewayName ?? id,
  tags: TagSet,
  region: tencentRef('region', region),
  owner: undefined,
  vpc: link('vpc', VpcId),
  nics: [],
  ...own,
});
