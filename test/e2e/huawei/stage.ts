/** Huawei Cloud on the stage: its names, its credentials, how it starts. */
import { huawei } from '../../../functions/huawei/provider.ts';
import type { Estate } from '../../simulator/huawei/estate.ts';
import { type HuaweiCloud, type HuaweiOptions, startHuawei } from '../../simulator/huawei/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
export const BRANCH = 'f9e8d7c6b5a4938271605f4e3d2c1b0a';
export const BEIJING = 'cn-north-4';
export const SHANGHAI = 'cn-east-3';
export const AGENCY = 'tagsync-reader';

export type Stage = OneStage<HuaweiCloud>;

export interface StageOptions extends Partial<HuaweiOptions>, Staging {
  readonly estate: Estate;
}

export async function startStage({ config = {}, virtual = false, ...options }: StageOptions): Promise<Stage> {
  return stageOf({
    provider: huawei,
    config,
    virtual,
    start: async (time) => startHuawei({ ...time, ...options }),
    env: (cloud) => {
      const { accessKeyId, secretAccessKey } = cloud.credentials(MAIN);
      return { HUAWEICLOUD_SDK_AK: accessKeyId, HUAWEICLOUD_SDK_SK: secretAccessKey };
    },
  });
}
