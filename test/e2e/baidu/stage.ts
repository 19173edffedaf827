/** Baidu Cloud on the stage: its names, its credentials, how it starts. */
import { baidu } from '../../../functions/baidu/provider.ts';
import type { Estate } from '../../simulator/baidu/estate.ts';
import { type BaiduCloud, type BaiduOptions, startBaidu } from '../../simulator/baidu/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
export const BRANCH = 'f9e8d7c6b5a4938271605f4e3d2c1b0a';
export const BEIJING = 'bj';
export const GUANGZHOU = 'gz';
export const ROLE = 'tagsync-reader';

export type Stage = OneStage<BaiduCloud>;

export interface StageOptions extends Partial<BaiduOptions>, Staging {
  readonly estate: Estate;
  /** More of the environment, or other than it is. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startStage({
  config = {},
  virtual = false,
  env = {},
  ...options
}: StageOptions): Promise<Stage> {
  return stageOf({
    provider: baidu,
    config,
    virtual,
    start: async (time) => startBaidu({ ...time, ...options }),
    env: (cloud) => {
      const { accessKeyId, secretAccessKey } = cloud.credentials(MAIN);
      return { BAIDUCLOUD_ACCESS_KEY: accessKeyId, BAIDUCLOUD_SECRET_KEY: secretAccessKey, ...env };
    },
  });
}
