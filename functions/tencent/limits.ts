import { perWindow } from '../../shared/collect/limit.ts';
import type { Limit } from '../../shared/collect/limit.ts';

/** What shares a bucket, and that 20 a second is what an API has whose page says nothing else. */
const RULES = 'https://cloud.tencent.com/document/product/1278/109059';
const CVM = 'https://cloud.tencent.com/document/api/213/15728';
const VPC = 'https://cloud.tencent.com/document/api/215/15755';
const CLB = 'https://cloud.tencent.com/document/api/214/30685';

/**
 * Tencent counts by API, by the region that answers (not the one asked about:
 * all are asked through one host) and by the account's user.
 */
const per = ['account', 'operation'] as const;

/** Calls in one second, wherever it begins. */
const perSecond = (operation: string, calls: number, source: string): Limit => ({
  operation,
  ...perWindow(calls, 1000),
  per,
  source,
});

export const limits: readonly Limit[] = [
  perSecond('cvm:DescribeInstances', 40, CVM),
  perSecond('vpc:DescribeVpcs', 100, VPC),
  perSecond('vpc:DescribeSubnets', 100, VPC),
  perSecond('vpc:DescribeRouteTables', 100, VPC),
  perSecond('vpc:DescribeSecurityGroup*', 100, VPC),
  perSecond('vpc:DescribeNetworkInterfaces', 100, VPC),
  perSecond('vpc:DescribeNatGateway*', 100, VPC),
  perSecond('vpc:*', 20, VPC),
  perSecond('clb:*', 20, CLB),
  perSecond('cvm:*', 20, RULES),
  perSecond('cdb:*', 20, RULES),
  perSecond('cynosdb:*', 20, RULES),
  perSecond('dcdb:*', 20, RULES),
  perSecond('mariadb:*', 20, RULES),
  perSecond('postgres:*', 20, RULES),
  perSecond('redis:*', 20, RULES),
  perSecond('region:*', 20, RULES),
  perSecond('sqlserver:*', 20, RULES),
  perSecond('sts:*', 20, RULES),
  perSecond('tke:*', 20, RULES),
];
