/** `cvm:DescribeInstances`: the product as CAM policies spell it, and the action. */
export type Action = `${string}:${string}`;

/** Versions of the products' APIs, as the SDK has them: https://github.com/TencentCloud/tencentcloud-sdk-nodejs */
const VERSIONS: Readonly<Record<string, string>> = {
  cdb: '2017-03-20',
  clb: '2018-03-17',
  cvm: '2017-03-12',
  cynosdb: '2019-01-07',
  dcdb: '2018-04-11',
  mariadb: '2017-03-12',
  postgres: '2017-03-12',
  redis: '2018-04-12',
  region: '2022-06-27',
  sqlserver: '2018-03-28',
  sts: '2018-08-13',
  tke: '2018-05-25',
  vpc: '2017-03-12',
};

export function versionOf(action: Action): string {
  const version = VERSIONS[codeOf(action)];
  if (version === undefined) throw new Error(`no product for ${action}`);
  return version;
}

/**
 * One host per product, wherever the resources are; only the financial regions
 * are closed off from the others and have hosts of their own.
 * https://cloud.tencent.com/document/api/213/15690
 */
export function urlOf(action: Action, region: string): string {
  const host = region.endsWith('-fsi') ? `${codeOf(action)}.${region}` : codeOf(action);
  return `https://${host}.tencentcloudapi.com`;
}

export const codeOf = (action: Action): string => action.slice(0, action.indexOf(':'));
export const nameOf = (action: Action): string => action.slice(action.indexOf(':') + 1);
