import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { table } from '../../shared/collect/table.ts';
import type { Config } from './config.ts';
import { partitionOf } from './items.ts';

/**
 * The region that is asked about accounts as a whole. Credentials are of one
 * partition, so a region that is wanted tells where to ask.
 */
export function homeOf({ accounts, regions }: Config, env: ProviderPorts['env']): string {
  const said = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (said) return said;
  const wanted = regions?.include ?? [];
  const partition = accounts?.[0]?.roleArn?.split(':')[1] ?? partitionOf(wanted[0] ?? '');
  return HOMES[partition] ?? wanted.find((region) => !region.includes('*')) ?? 'us-east-1';
}

/** A region of the partition that cannot be switched off: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const HOMES = table<string>({
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
});
