import { aliyun } from '../../functions/aliyun/provider.ts';
import { aws } from '../../functions/aws/provider.ts';
import { azure } from '../../functions/azure/provider.ts';
import { baidu } from '../../functions/baidu/provider.ts';
import { huawei } from '../../functions/huawei/provider.ts';
import { kubernetes } from '../../functions/kubernetes/provider.ts';
import { qingcloud } from '../../functions/qingcloud/provider.ts';
import { tencent } from '../../functions/tencent/provider.ts';
import { volcengine } from '../../functions/volcengine/provider.ts';
import type { AnyProvider } from '../../shared/runtime/commands/context.ts';
import { generateEstate as aliyunEstate } from '../simulator/aliyun/generate.ts';
import { startAliyun } from '../simulator/aliyun/server.ts';
import { generateEstate as awsEstate } from '../simulator/aws/generate.ts';
import { startAws } from '../simulator/aws/server.ts';
import { TENANT, generateEstate as azureEstate, subscriptionIds } from '../simulator/azure/generate.ts';
import { startAzure } from '../simulator/azure/server.ts';
import { generateEstate as baiduEstate } from '../simulator/baidu/generate.ts';
import { startBaidu } from '../simulator/baidu/server.ts';
import { generateEstate as huaweiEstate } from '../simulator/huawei/generate.ts';
import { startHuawei } from '../simulator/huawei/server.ts';
import { generateCluster } from '../simulator/kubernetes/generate.ts';
import { startKubernetes } from '../simulator/kubernetes/server.ts';
import { generateEstate as qingcloudEstate } from '../simulator/qingcloud/generate.ts';
import { startQingcloud } from '../simulator/qingcloud/server.ts';
import { generateEstate as tencentEstate } from '../simulator/tencent/generate.ts';
import { startTencent } from '../simulator/tencent/server.ts';
import { generateEstate as volcengineEstate } from '../simulator/volcengine/generate.ts';
import { startVolcengine } from '../simulator/volcengine/server.ts';

/** A simulated cloud without quotas, and what its provider is told to reach it at another address. */
export interface Fuzzed {
  readonly url: string;
  readonly provider: AnyProvider;
  readonly configAt: (url: string) => object;
  readonly envAt: (url: string) => Readonly<Record<string, string>>;
  /** Of the answers of a run; more where a run has few. */
  readonly share: number;
  close(): Promise<void>;
}

const UNLIMITED = { '*': undefined };

export const CLOUDS: Readonly<Record<string, () => Promise<Fuzzed>>> = {
  aliyun: async () => {
    const account = '1111222233334444';
    const estate = aliyunEstate({ seed: 'fuzz', accounts: [account], regions: ['cn-hangzhou'] });
    const cloud = await startAliyun({ estate, buckets: UNLIMITED });
    const { accessKeyId, accessKeySecret: secretAccessKey } = cloud.credentials(account);
    return keyed(cloud, aliyun, { accessKeyId, secretAccessKey });
  },
  aws: async () => {
    const account = '111122223333';
    const estate = awsEstate({ seed: 'fuzz', accounts: [account], regions: ['eu-west-1'] });
    const cloud = await startAws({ estate, buckets: UNLIMITED });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return {
      ...keyed(cloud, aws, { accessKeyId, secretAccessKey }),
      configAt: () => ({ accounts: [{ accessKeyId, secretAccessKey }] }),
      envAt: (url) => ({ AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-west-1' }),
    };
  },
  azure: () => azureBy('graph'),
  'azure, kind by kind': () => azureBy('arm'),
  baidu: async () => {
    const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    const estate = baiduEstate({ seed: 'fuzz', accounts: [account], regions: ['bj'] });
    const cloud = await startBaidu({ estate, buckets: UNLIMITED });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return {
      ...keyed(cloud, baidu, { accessKeyId, secretAccessKey }),
      configAt: (endpoint) => ({
        endpoint,
        accounts: [{ id: account, accessKeyId, secretAccessKey }],
        regions: { include: ['bj'] },
      }),
    };
  },
  huawei: async () => {
    const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    const estate = huaweiEstate({ seed: 'fuzz', accounts: [account], regions: ['cn-north-4'] });
    const cloud = await startHuawei({ estate, buckets: UNLIMITED });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return keyed(cloud, huawei, { accessKeyId, secretAccessKey });
  },
  kubernetes: async () => {
    const cluster = generateCluster({ pods: 12, nodes: 2, namespaces: 2, replicas: 4 });
    const cloud = await startKubernetes(cluster);
    return {
      ...keyed(cloud, kubernetes, { accessKeyId: '', secretAccessKey: '' }),
      configAt: (server) => ({ clusters: [{ id: 'c1', server, token: 'x' }] }),
    };
  },
  qingcloud: async () => {
    const account = 'usr-fuzz0001';
    const estate = qingcloudEstate({ seed: 'fuzz', accounts: [account], regions: ['pek3'] });
    const cloud = await startQingcloud({ estate, buckets: UNLIMITED });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return keyed(cloud, qingcloud, { accessKeyId, secretAccessKey });
  },
  tencent: async () => {
    const account = '100000000001';
    const estate = tencentEstate({ seed: 'fuzz', accounts: [account], regions: ['ap-guangzhou'] });
    const cloud = await startTencent({ estate, buckets: UNLIMITED });
    const { secretId: accessKeyId, secretKey: secretAccessKey } = cloud.credentials(account);
    return keyed(cloud, tencent, { accessKeyId, secretAccessKey });
  },
  volcengine: async () => {
    const account = '2100000001';
    const estate = volcengineEstate({ seed: 'fuzz', accounts: [account], regions: ['cn-beijing'] });
    const cloud = await startVolcengine({ estate, buckets: UNLIMITED });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return {
      ...keyed(cloud, volcengine, { accessKeyId, secretAccessKey }),
      configAt: (endpoint) => ({
        endpoint,
        accounts: [{ accessKeyId, secretAccessKey }],
        regions: { include: ['cn-beijing'] },
      }),
    };
  },
};

async function azureBy(lists: 'graph' | 'arm'): Promise<Fuzzed> {
  const estate = azureEstate({ seed: 'fuzz', accounts: subscriptionIds(1), regions: ['westeurope'] });
  const cloud = await startAzure({ estate, buckets: UNLIMITED });
  const { tenantId, clientId, clientSecret } = cloud.credentials(TENANT);
  return {
    ...keyed(cloud, azure, { accessKeyId: '', secretAccessKey: '' }),
    share: lists === 'graph' ? 0.25 : 0.08,
    configAt: (url) => ({
      endpoint: url,
      authority: url,
      lists,
      tenants: [{ tenantId, clientId, clientSecret }],
    }),
  };
}

function keyed(
  { url, close }: Pick<Fuzzed, 'url' | 'close'>,
  provider: unknown,
  keys: Readonly<Record<'accessKeyId' | 'secretAccessKey', string>>,
): Fuzzed {
  return {
    url,
    provider: provider as AnyProvider,
    configAt: (endpoint) => ({ endpoint, accounts: [keys] }),
    envAt: () => ({}),
    share: 0.08,
    close: () => close(),
  };
}
