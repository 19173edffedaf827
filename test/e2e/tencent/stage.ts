/** Tencent Cloud on the stage: its names, its credentials, how it starts. */
import { tencent } from '../../../functions/tencent/provider.ts';
import { type Tencent, type TencentOptions, startTencent } from '../../simulator/tencent/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = '100000000001';
export const BRANCH = '100000000002';
export const GUANGZHOU = 'ap-guangzhou';
export const SHANGHAI = 'ap-shanghai';
export const SINGAPORE = 'ap-singapore';
export const ROLE = 'tagsync-reader';
export const EXTERNAL_ID = 'an:external/id';

function keyOf(cloud: Tencent): Readonly<Record<string, string>> {
  const { secretId, secretKey } = cloud.credentials(MAIN);
  return { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
}

export type Stage = OneStage<Tencent>;

export interface StageOptions extends TencentOptions, Staging {
  /** The environment's credentials; default: a key of the main account. */
  readonly env?: (cloud: Tencent) => Readonly<Record<string, string>>;
}

export async function startStage({
  config = {},
  virtual = false,
  env = keyOf,
  ...options
}: StageOptions): Promise<Stage> {
  return stageOf({
    provider: tencent,
    config,
    virtual,
    start: async (time) => startTencent({ ...time, ...options }),
    env,
  });
}
