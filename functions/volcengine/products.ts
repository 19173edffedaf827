/** `ecs:DescribeInstances`: the product as IAM policies spell it, and the action. */
export type Action = `${string}:${string}`;

interface Product {
  readonly version: string;
  /** How its lists are asked: parameters in the query, or a JSON body. */
  readonly method: 'GET' | 'POST';
}

/**
 * Versions and methods of the products' APIs, as the SDK has them, `service_*.go` and `api_*.go` of each product:
 * https://github.com/volcengine/volcengine-go-sdk/tree/master/service
 * That STS takes its parameters in the query: https://github.com/volcengine/volcengine-go-sdk/blob/master/service/sts/api_assume_role.go
 */
const PRODUCTS: Readonly<Record<string, Product>> = {
  alb: { version: '2020-04-01', method: 'GET' },
  cen: { version: '2020-04-01', method: 'GET' },
  clb: { version: '2020-04-01', method: 'GET' },
  ecs: { version: '2020-04-01', method: 'GET' },
  natgateway: { version: '2020-04-01', method: 'GET' },
  rds_mssql: { version: '2022-01-01', method: 'POST' },
  rds_mysql: { version: '2022-01-01', method: 'POST' },
  rds_postgresql: { version: '2022-01-01', method: 'POST' },
  redis: { version: '2020-12-07', method: 'POST' },
  sts: { version: '2018-01-01', method: 'GET' },
  transitrouter: { version: '2020-04-01', method: 'GET' },
  vke: { version: '2022-05-12', method: 'POST' },
  vpc: { version: '2020-04-01', method: 'GET' },
};

export function productOf(action: Action): Product {
  const product = PRODUCTS[serviceOf(action)];
  if (product === undefined) throw new Error(`no product for ${action}`);
  return product;
}

export const serviceOf = (action: Action): string => action.slice(0, action.indexOf(':'));
export const nameOf = (action: Action): string => action.slice(action.indexOf(':') + 1);

/**
 * One host for all products and regions: the region is that of the signature. Some regions have hosts of their
 * own, one per product. `GetDefaultEndpointByServiceInfo` of
 * https://github.com/volcengine/volcengine-go-sdk/blob/master/volcengine/volcengineutil/url.go
 */
export function urlOf(action: Action, region: string): string {
  const host = serviceOf(action).replaceAll('_', '-');
  if (!APART.has(region)) return 'https://open.volcengineapi.com';
  return serviceOf(action) === 'cen'
    ? `https://${host}.volcengineapi.com`
    : `https://${host}.${region}.volcengineapi.com`;
}

const APART: ReadonlySet<string> = new Set([
  'cn-beijing-autodriving',
  'cn-beijing-selfdrive',
  'cn-shanghai-autodriving',
  'ap-southeast-2',
  'ap-southeast-3',
]);
