import type { ProviderName } from '../../collect/provider.ts';
import { iamPolicy, memberRole, policyLine, terraformPolicy } from './aws-policy.ts';
import { clusterRole, clusterRoleLine } from './cluster-role.ts';
import { customPolicy, customPolicyLine, huaweiTerraform } from './huawei-policy.ts';
import { ramLine, ramPolicy, ramTerraform } from './ram-policy.ts';
import { camLine, camPolicy, camTerraform } from './cam-policy.ts';
import type { Permission } from './statements.ts';

export interface Format {
  readonly render: (permissions: readonly Permission[]) => string;
  /** What a person must know who uses it. */
  readonly note?: string;
}

/** How a cloud writes its policies. */
export interface Language {
  /** The first one is the default. */
  readonly formats: Readonly<Record<string, Format>>;
  /** What allows one action, for messages. */
  readonly line: (action: string) => string;
}

const LANGUAGES = {
  aws: {
    formats: {
      iam: { render: iamPolicy },
      stackset: { render: memberRole },
      terraform: { render: terraformPolicy },
    },
    line: policyLine,
  },
  aliyun: {
    formats: { ram: { render: ramPolicy }, terraform: { render: ramTerraform } },
    line: ramLine,
  },
  tencent: {
    formats: { cam: { render: camPolicy }, terraform: { render: camTerraform } },
    line: camLine,
  },
  huawei: {
    formats: {
      huawei: {
        render: (permissions) => customPolicy('projects', permissions),
        note: 'this is the policy for projects; Huawei wants global services in one of their own: --format huawei-global',
      },
      'huawei-global': {
        render: (permissions) => customPolicy('global', permissions),
        note: 'this is the policy for global services; that of all others, for projects: --format huawei',
      },
      terraform: { render: huaweiTerraform },
    },
    line: customPolicyLine,
  },
  kubernetes: {
    formats: { 'cluster-role': { render: clusterRole } },
    line: clusterRoleLine,
  },
} satisfies Readonly<Partial<Record<ProviderName, Language>>>;

/** `undefined`: nothing is known of how that cloud writes its policies. */
export function languageOf(name: string): Language | undefined {
  return Object.entries(LANGUAGES).find(([known]) => known === name)?.[1];
}

export const SPOKEN: readonly string[] = Object.keys(LANGUAGES);
