/** One product's API: which version, and where it is. */
interface Product {
  readonly version: string;
  /** The name in its hosts. */
  readonly host: string;
  /** One host for all regions, or one per region except where `central` says otherwise. */
  readonly where: 'regional' | 'central';
  /** Regions that are served by the host without a region. */
  readonly central?: readonly string[];
}

/** `ecs:DescribeInstances`: the code that RAM policies use for the product, and the action. */
export type Action = `${string}:${string}`;

/**
 * By the RAM code of their actions. Versions and hosts: the `_endpointRule` and
 * `_endpointMap` of each product's client in
 * https://github.com/aliyun/alibabacloud-typescript-sdk, without its test and
 * internal regions. RAM codes: the page "RAM authorization" of each product, such as
 * https://help.aliyun.com/zh/polardb/api-polardb-2017-08-01-ram and
 * https://alibabacloud.com/help/en/redis/ram-authorization (`kvstore`).
 */
const PRODUCTS: Readonly<Record<string, Product>> = {
  alb: { version: '2020-06-16', host: 'alb', where: 'regional' },
  cen: { version: '2017-09-12', host: 'cbn', where: 'central' },
  cs: { version: '2015-12-15', host: 'cs', where: 'regional' },
  ecs: { version: '2014-05-26', host: 'ecs', where: 'regional' },
  kvstore: {
    version: '2015-01-01',
    host: 'r-kvstore',
    where: 'regional',
    central: words(
      'cn-qingdao cn-beijing cn-wulanchabu cn-hangzhou cn-shanghai cn-heyuan cn-hangzhou-finance',
    ),
  },
  nlb: { version: '2022-04-30', host: 'nlb', where: 'regional' },
  polardb: {
    version: '2017-08-01',
    host: 'polardb',
    where: 'regional',
    central: words(
      'cn-qingdao cn-beijing cn-wulanchabu cn-hangzhou cn-shanghai cn-heyuan ' +
        'cn-hangzhou-finance cn-beijing-finance-1',
    ),
  },
  rds: {
    version: '2014-08-15',
    host: 'rds',
    where: 'regional',
    central: words(
      'cn-qingdao cn-beijing cn-hangzhou cn-shanghai cn-shenzhen cn-heyuan cn-hongkong ' +
        'ap-southeast-1 us-west-1 us-east-1 cn-north-2-gov-1 cn-shanghai-finance-1 ' +
        'cn-shenzhen-finance-1 cn-beijing-finance-1',
    ),
  },
  resourcemanager: { version: '2022-04-19', host: 'resourcedirectorymaster', where: 'central' },
  slb: {
    version: '2014-05-15',
    host: 'slb',
    where: 'regional',
    central: words(
      'cn-qingdao cn-beijing cn-hangzhou cn-shanghai cn-shenzhen cn-hongkong ' +
        'ap-southeast-1 us-east-1 us-west-1 cn-north-2-gov-1 cn-hangzhou-finance ' +
        'cn-shanghai-finance-1 cn-shenzhen-finance-1',
    ),
  },
  sts: { version: '2015-04-01', host: 'sts', where: 'regional' },
  vpc: {
    version: '2016-04-28',
    host: 'vpc',
    where: 'regional',
    central: words(
      'cn-hangzhou cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-north-2-gov-1',
    ),
  },
};

/** Peering is a product of its own behind the RAM code of VPC: https://alibabacloud.com/help/tc/vpc/developer-reference/api-vpcpeer-2022-01-01-ram */
const PEERING: Product = { version: '2022-01-01', host: 'vpcpeer', where: 'central' };

export function productOf(action: Action): Product {
  const product = action === 'vpc:ListVpcPeerConnections' ? PEERING : PRODUCTS[codeOf(action)];
  if (product === undefined) throw new Error(`no product for ${action}`);
  return product;
}

export function urlOf(action: Action, region: string): string {
  const { host, where, central = [] } = productOf(action);
  const isCentral = where === 'central' || central.includes(region);
  return `https://${host}${isCentral ? '' : `.${region}`}.aliyuncs.com`;
}

export const codeOf = (action: Action): string => action.slice(0, action.indexOf(':'));
export const nameOf = (action: Action): string => action.slice(action.indexOf(':') + 1);

function words(text: string): readonly string[] {
  return text.split(' ');
}
