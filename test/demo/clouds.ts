import { generateEstate as aliyunEstate } from '../simulator/aliyun/generate.ts';
import { startAliyun } from '../simulator/aliyun/server.ts';
import { generateEstate as awsEstate } from '../simulator/aws/generate.ts';
import { startAws } from '../simulator/aws/server.ts';
import type { Aws } from '../simulator/aws/server.ts';
import { generateEstate as baiduEstate } from '../simulator/baidu/generate.ts';
import { startBaidu } from '../simulator/baidu/server.ts';
import { TENANT, generateEstate as azureEstate, subscriptionIds } from '../simulator/azure/generate.ts';
import { startAzure } from '../simulator/azure/server.ts';
import { generateEstate as huaweiEstate } from '../simulator/huawei/generate.ts';
import { startHuawei } from '../simulator/huawei/server.ts';
import { generateEstate as qingcloudEstate } from '../simulator/qingcloud/generate.ts';
import { startQingcloud } from '../simulator/qingcloud/server.ts';
import { generateEstate as tencentEstate } from '../simulator/tencent/generate.ts';
import { startTencent } from '../simulator/tencent/server.ts';
import { generateEstate as volcengineEstate } from '../simulator/volcengine/generate.ts';
import { startVolcengine } from '../simulator/volcengine/server.ts';
import { ACCOUNTS, REGIONS } from './defaults.ts';

/** A simulated cloud, and what a configuration says to reach it. */
export interface DemoCloud {
  readonly name: string;
  /** What is simulated, in words. */
  readonly what: string;
  readonly url: string;
  /** Its lines below `providers:`. */
  readonly section: string;
  /** What its keys, and the SDK's endpoint, are read from. */
  readonly env: Readonly<Record<string, string>>;
}

export async function startDemoAws(): Promise<{ readonly cloud: DemoCloud; readonly aws: Aws }> {
  const estate = awsEstate({ seed: 'demo', accounts: ACCOUNTS, regions: REGIONS, sizes: FEW_BALANCERS });
  const aws = await startAws({ estate });
  const { accessKeyId, secretAccessKey } = aws.credentials(ACCOUNTS[0]);
  const cloud = {
    name: 'aws',
    what: 'AWS: two accounts of an organization, three regions',
    url: aws.url,
    section: `  aws:
    organization: { roleName: tagsync, externalId: tagsync }
`,
    env: {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: REGIONS[0],
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
  };
  return { cloud, aws };
}

/** Listeners and targets are asked for one by one: with more of them the demo would be about nothing else. */
const FEW_BALANCERS = { loadBalancers: 4, targetGroups: 6 };

export async function startDemoAliyun(): Promise<DemoCloud> {
  const account = '1111222233334444';
  const estate = aliyunEstate({
    seed: 'demo',
    accounts: [account],
    regions: ['cn-hangzhou'],
  });
  const cloud = await startAliyun({ estate });
  const { accessKeyId, accessKeySecret } = cloud.credentials(account);
  return {
    name: 'aliyun',
    what: 'Aliyun: an account, a region',
    url: cloud.url,
    section: keyed('aliyun', cloud.url),
    env: { DEMO_ALIYUN_ID: accessKeyId, DEMO_ALIYUN_SECRET: accessKeySecret },
  };
}

export async function startDemoTencent(): Promise<DemoCloud> {
  const account = '100000000001';
  const estate = tencentEstate({
    seed: 'demo',
    accounts: [account],
    regions: ['ap-guangzhou'],
  });
  const cloud = await startTencent({ estate });
  const { secretId, secretKey } = cloud.credentials(account);
  return {
    name: 'tencent',
    what: 'Tencent Cloud: an account, a region',
    url: cloud.url,
    section: keyed('tencent', cloud.url),
    env: { DEMO_TENCENT_ID: secretId, DEMO_TENCENT_SECRET: secretKey },
  };
}

export async function startDemoHuawei(): Promise<DemoCloud> {
  const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
  const cloud = await startHuawei({
    estate: huaweiEstate({ seed: 'demo', accounts: [account], regions: ['cn-north-4'] }),
  });
  const { accessKeyId, secretAccessKey } = cloud.credentials(account);
  return {
    name: 'huawei',
    what: 'Huawei Cloud: an account, a region',
    url: cloud.url,
    section: keyed('huawei', cloud.url),
    env: { DEMO_HUAWEI_ID: accessKeyId, DEMO_HUAWEI_SECRET: secretAccessKey },
  };
}

export async function startDemoBaidu(): Promise<DemoCloud> {
  const account = 'c1d2e3f4a5b6978800112233445566ff';
  const cloud = await startBaidu({
    estate: baiduEstate({ seed: 'demo', accounts: [account], regions: ['bj'] }),
  });
  const { accessKeyId, secretAccessKey } = cloud.credentials(account);
  return {
    name: 'baidu',
    what: 'Baidu Cloud: an account, a region',
    url: cloud.url,
    section: `  baidu:
    endpoint: ${cloud.url}
    regions: { include: [华北 - 北京] }
    accounts:
      - id: ${account}
        accessKeyId: \${env:DEMO_BAIDU_ID}
        secretAccessKey: \${env:DEMO_BAIDU_SECRET}
`,
    env: { DEMO_BAIDU_ID: accessKeyId, DEMO_BAIDU_SECRET: secretAccessKey },
  };
}

export async function startDemoQingcloud(): Promise<DemoCloud> {
  const account = 'usr-Demo0001';
  const cloud = await startQingcloud({
    estate: qingcloudEstate({ seed: 'demo', accounts: [account], regions: ['pek3'] }),
  });
  const { accessKeyId, secretAccessKey } = cloud.credentials(account);
  return {
    name: 'qingcloud',
    what: 'QingCloud: an account, a region',
    url: cloud.url,
    section: keyed('qingcloud', cloud.url),
    env: { DEMO_QINGCLOUD_ID: accessKeyId, DEMO_QINGCLOUD_SECRET: secretAccessKey },
  };
}

export async function startDemoVolcengine(): Promise<DemoCloud> {
  const account = '2100000001';
  const cloud = await startVolcengine({
    estate: volcengineEstate({ seed: 'demo', accounts: [account], regions: ['cn-beijing'] }),
  });
  const { accessKeyId, secretAccessKey } = cloud.credentials(account);
  return {
    name: 'volcengine',
    what: 'Volcengine: an account, a region',
    url: cloud.url,
    section: keyed('volcengine', cloud.url),
    env: { DEMO_VOLCENGINE_ID: accessKeyId, DEMO_VOLCENGINE_SECRET: secretAccessKey },
  };
}

export async function startDemoAzure(): Promise<DemoCloud> {
  const estate = azureEstate({
    seed: 'demo',
    accounts: subscriptionIds(1),
    regions: ['westeurope'],
  });
  const cloud = await startAzure({ estate, graphQuota: { queries: 15, windowMs: 5000 } });
  const { tenantId, clientId, clientSecret } = cloud.credentials(TENANT);
  return {
    name: 'azure',
    what: 'Azure: a subscription, a region',
    url: cloud.url,
    section: `  azure:
    endpoint: ${cloud.url}
    authority: ${cloud.url}
    tenants:
      - tenantId: ${tenantId}
        clientId: ${clientId}
        clientSecret: \${env:DEMO_AZURE_SECRET}
`,
    env: { DEMO_AZURE_SECRET: clientSecret },
  };
}

/** One account by its keys, from the environment. */
function keyed(name: string, url: string): string {
  const prefix = `DEMO_${name.toUpperCase()}`;
  return `  ${name}:
    endpoint: ${url}
    accounts:
      - accessKeyId: \${env:${prefix}_ID}
        secretAccessKey: \${env:${prefix}_SECRET}
`;
}
