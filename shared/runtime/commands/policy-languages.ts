import type { ProviderName } from '../../collect/provider.ts';
import { iamPolicy, memberRole, policyLine, terraformPolicy } from './aws-policy.ts';
import { clusterRole, clusterRoleLine } from './cluster-role.ts';
import { accessControlLine, accessControlList, accessOf, baiduTerraform } from './baidu-policy.ts';
import { azureTerraform, customRole, customRoleLine } from './azure-role.ts';
import { customPolicy, customPolicyLine, huaweiTerraform } from './huawei-policy.ts';
import { qingcloudLine, qingcloudPolicy } from './qingcloud-policy.ts';
import { ramLine, ramPolicy, ramTerraform } from './ram-policy.ts';
import { camLine, camPolicy, camTerraform } from './cam-policy.ts';
import type { Permission } from './statements.ts';
import { volcengineLine, volcenginePolicy, volcengineTerraform } from './volcengine-policy.ts';

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
  /** What it calls the permission that an action takes, where one is good for several. */
  readonly permission?: (action: string) => string;
}

const AZURE_NOTE =
  'put your management group, or /subscriptions/<id>, where MY_GROUP is; the built-in role Reader allows all of it, too';

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
  baidu: {
    formats: {
      acl: {
        render: accessControlList,
        note: 'the names of some permissions are not published: where the console refuses one, attach its read-only system policy of that service instead',
      },
      terraform: { render: baiduTerraform },
    },
    line: accessControlLine,
    permission: accessOf,
  },
  tencent: {
    formats: { cam: { render: camPolicy }, terraform: { render: camTerraform } },
    line: camLine,
  },
  azure: {
    formats: {
      role: { render: customRole, note: AZURE_NOTE },
      terraform: { render: azureTerraform, note: AZURE_NOTE },
    },
    line: customRoleLine,
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
  qingcloud: {
    formats: {
      iam: {
        render: qingcloudPolicy,
        note: 'IAM roles can be allowed what is in this policy; whatever stands under "iaas:" in "tagsync coverage" IAM does not know and refuses them, and only keys of the API (of a user, who may call everything) can read it',
      },
    },
    line: qingcloudLine,
  },
  volcengine: {
    formats: { volcengine: { render: volcenginePolicy }, terraform: { render: volcengineTerraform } },
    line: volcengineLine,
  },
} satisfies Readonly<Partial<Record<ProviderName, Language>>>;

/** `undefined`: nothing is known of how that cloud writes its policies. */
export function languageOf(name: string): Language | undefined {
  return Object.entries(LANGUAGES).find(([known]) => known === name)?.[1];
}

/** The permission by the name that the cloud has for it. */
export function permissionOf(cloud: string, action: string): string {
  return languageOf(cloud)?.permission?.(action) ?? action;
}

export const SPOKEN: readonly string[] = Object.keys(LANGUAGES);
