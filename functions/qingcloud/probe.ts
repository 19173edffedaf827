import { CloudError } from '../../shared/collect/errors.ts';
import type { QingCloud } from './client.ts';
import { ACCESS_KEYS } from './owner.ts';
import type { Action } from './client.ts';
import type { Params } from './signature.ts';
import { ZONES } from './zones.ts';

/**
 * Asks for one action: the smallest page, or something that nobody has. What is refused as malformed (1100) or not
 * found (2100) got past the check of permissions.
 */
export async function probe({ ask }: QingCloud, action: string): Promise<void> {
  const found = Object.entries<Params>(PARAMS).find(([known]) => known === action);
  if (found === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  // An account that is open has done it.
  if (action === ACCESS_KEYS) return;
  try {
    await ask(found[0] as Action, found[1]);
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

const ONE = { limit: 1 };
const GATEWAY = { natgw_ids: ['nfv-00000000'], limit: 1 };

const PARAMS: Readonly<Record<Action, Params>> = {
  'ecm:DescribeEips': ONE,
  'ecm:DescribeInstances': ONE,
  'ecm:DescribeNics': ONE,
  'ecm:DescribeSecurityGroupRules': ONE,
  'ecm:DescribeSecurityGroups': ONE,
  'elb:DescribeLoadBalancerListeners': ONE,
  'elb:DescribeLoadBalancers': ONE,
  'iaas:DescribeBorderStatics': ONE,
  'iaas:DescribeBorderVxnets': ONE,
  'iaas:DescribeCaches': ONE,
  'iaas:DescribeClusterNodes': { cluster: 'cl-00000000', limit: 1 },
  'iaas:DescribeClusters': ONE,
  'iaas:DescribeDnatRules': GATEWAY,
  'iaas:DescribeNFVs': { nfv_type: 1, limit: 1 },
  'iaas:DescribeRDBs': ONE,
  'iaas:DescribeSnatRules': GATEWAY,
  [ACCESS_KEYS]: {},
  [ZONES]: {},
  'vpc:DescribeRouteTables': ONE,
  'vpc:DescribeRouters': ONE,
  'vpc:DescribeVpcBorders': ONE,
  'vpc:DescribeVxnets': ONE,
};
