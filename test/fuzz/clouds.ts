import { aliyun } from '../../functions/aliyun/provider.ts';
import { aws } from '../../functions/aws/provider.ts';
import { huawei } from '../../functions/huawei/provider.ts';
import { tencent } from '../../functions/tencent/provider.ts';
import type { AnyProvider } from '../../shared/runtime/commands/context.ts';
import { generateEstate as aliyunEstate } from '../simulator/aliyun/generate.ts';
import { startAliyun } from '../simulator/aliyun/server.ts';
import { generateEstate as awsEstate } from '../simulator/aws/generate.ts';
import { startAws } from '../simulator/aws/server.ts';
import { generateEstate as huaweiEstate } from '../simulator/huawei/generate.ts';
import { startHuawei } from '../simulator/huawei/server.ts';
import { generateEstate as tencentEstate } from '../simulator/tencent/generate.ts';
import { startTencent } from '../simulator/tencent/server.ts';

/** A simulated cloud without quotas, and what its provider is told to reach it at another address. */
export interface Fuzzed {
  readonly url: string;
  readonly provider: AnyProvider;
  readonly configAt: (url: string) => object;
  readonly envAt: (url: string) => Readonly<Record<string, string>>;
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
  huawei: async () => {
    const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    const estate = huaweiEstate({ seed: 'fuzz', accounts: [account], regions: ['cn-north-4'] });
    const cloud = await startHuawei({ estate, buckets: UNLIMITED });
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return keyed(cloud, huawei, { accessKeyId, secretAccessKey });
  },
  tencent: async () => {
    const account = '100000000001';
    const estate = tencentEstate({ seed: 'fuzz', accounts: [account], regions: ['ap-guangzhou'] });
    const cloud = await startTencent({ estate, buckets: UNLIMITED });
    const { secretId: accessKeyId, secretKey: secretAccessKey } = cloud.credentials(account);
    return keyed(cloud, tencent, { accessKeyId, secretAccessKey });
  },
};

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
    close: () => close(),
  };
}
