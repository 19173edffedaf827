/** Huawei Cloud on the stage: its names, its credentials, how it starts. */
import { huawei } from '../../../functions/huawei/provider.ts';
import type { Credentials } from '../../simulator/huawei/identities.ts';
import type { Estate } from '../../simulator/huawei/estate.ts';
import { type HuaweiCloud, type HuaweiOptions, startHuawei } from '../../simulator/huawei/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
export const BRANCH = 'f9e8d7c6b5a4938271605f4e3d2c1b0a';
export const BEIJING = 'cn-north-4';
/** A project of its own inside of that region: a scope of its own. */
export const TEAM = `${BEIJING}_team`;
export const SHANGHAI = 'cn-east-3';
export const AGENCY = 'tagsync-reader';

export type Stage = OneStage<HuaweiCloud>;

export interface StageOptions extends Partial<HuaweiOptions>, Staging {
  readonly estate: Estate;
  /** The environment's credentials; default: the key of a user of `MAIN`. */
  readonly env?: (cloud: HuaweiCloud) => Readonly<Record<string, string>>;
  /** What stands between the job and the cloud, and gives back where it listens; default: nothing. */
  readonly through?: (url: string) => Promise<string>;
}

export const keyOf = ({
  accessKeyId,
  secretAccessKey,
  securityToken,
}: Credentials): Readonly<Record<string, string>> => ({
  HUAWEICLOUD_SDK_AK: accessKeyId,
  HUAWEICLOUD_SDK_SK: secretAccessKey,
  ...(securityToken !== undefined && { HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken }),
});

export async function startStage({
  config = {},
  virtual = false,
  env = (cloud) => keyOf(cloud.credentials(MAIN)),
  through = async (url) => url,
  ...options
}: StageOptions): Promise<Stage> {
  let endpoint = '';
  return stageOf({
    provider: huawei,
    config,
    virtual,
    start: async (time) => {
      const cloud = await startHuawei({ ...time, ...options });
      endpoint = await through(cloud.url);
      return cloud;
    },
    env,
    where: () => ({ endpoint }),
  });
}
