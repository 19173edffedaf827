/** Alibaba Cloud on the stage: its names, its credentials, how it starts. */
import { aliyun } from '../../../functions/aliyun/provider.ts';
import type { Estate } from '../../simulator/aliyun/estate.ts';
import { type AliyunCloud, type AliyunOptions, startAliyun } from '../../simulator/aliyun/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = '1111222233334444';
export const BRANCH = '5555666677778888';
export const HANGZHOU = 'cn-hangzhou';
export const SINGAPORE = 'ap-southeast-1';
export const ROLE = 'tagsync-reader';
export const EXTERNAL_ID = 'an external id';

export type Stage = OneStage<AliyunCloud>;

export interface StageOptions extends Partial<AliyunOptions>, Staging {
  readonly estate: Estate;
}

export async function startStage({ config = {}, virtual = false, ...options }: StageOptions): Promise<Stage> {
  return stageOf({
    provider: aliyun,
    config,
    virtual,
    start: async (time) => startAliyun({ ...time, ...options }),
    env: (cloud) => {
      const { accessKeyId, accessKeySecret } = cloud.credentials(MAIN);
      return { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret };
    },
  });
}
