import { CloudError } from '../../shared/collect/errors.ts';
import type { Params, Tencent } from './client.ts';
import type { Action } from './products.ts';

/** Asks for one action. What is refused as malformed or not found got past the check of permissions. */
export async function probe({ ask }: Tencent, action: string): Promise<void> {
  const params = PROBES[action];
  if (params === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  // An account that is open has assumed its role already.
  if (params === ALREADY) return;
  try {
    await ask(action as Action, params);
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

const ALREADY: Params = {};
const ONE: Params = { Offset: 0, Limit: 1 };
const ONE_IN_TEXT: Params = { Offset: '0', Limit: '1' };
const BALANCER = 'lb-00000000';
const PRIVATE_NAT = 'intranat-00000000';

/** One harmless request each: the smallest page, or an id that nothing has. */
export const PROBES: Readonly<Record<string, Params>> = {
  'cdb:DescribeDBInstances': ONE,
  'clb:DescribeClassicalLBListeners': { LoadBalancerId: BALANCER },
  'clb:DescribeClassicalLBTargets': { LoadBalancerId: BALANCER },
  'clb:DescribeLoadBalancers': ONE,
  'clb:DescribeTargetHealth': { LoadBalancerIds: [BALANCER] },
  'cvm:DescribeInstances': ONE,
  'cynosdb:DescribeClusters': ONE,
  'cynosdb:DescribeInstances': ONE,
  'dcdb:DescribeDCDBInstances': ONE,
  'mariadb:DescribeDBInstances': ONE,
  'postgres:DescribeDBInstances': ONE,
  'redis:DescribeInstances': ONE,
  'region:DescribeRegions': { Product: 'cvm' },
  'region:DescribeZones': { Product: 'cdb' },
  'sqlserver:DescribeDBInstances': ONE,
  'sts:AssumeRole': ALREADY,
  'sts:GetCallerIdentity': {},
  'tke:DescribeClusters': ONE,
  'vpc:DescribeAddresses': ONE,
  'vpc:DescribeCcnAttachedInstances': ONE,
  'vpc:DescribeCcns': ONE,
  'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules': ONE,
  'vpc:DescribeNatGatewaySourceIpTranslationNatRules': { NatGatewayId: 'nat-00000000', ...ONE },
  'vpc:DescribeNatGateways': ONE,
  'vpc:DescribeNetworkInterfaces': ONE,
  'vpc:DescribePrivateNatGatewayDestinationIpPortTranslationNatRules': { NatGatewayId: PRIVATE_NAT, ...ONE },
  'vpc:DescribePrivateNatGatewayTranslationNatRules': { NatGatewayId: PRIVATE_NAT, ...ONE },
  'vpc:DescribePrivateNatGateways': ONE,
  'vpc:DescribeRouteTables': ONE_IN_TEXT,
  'vpc:DescribeSecurityGroupPolicies': { SecurityGroupId: 'sg-00000000' },
  'vpc:DescribeSecurityGroups': ONE_IN_TEXT,
  'vpc:DescribeSubnets': ONE_IN_TEXT,
  'vpc:DescribeVpcPeeringConnections': ONE,
  'vpc:DescribeVpcs': ONE_IN_TEXT,
};
