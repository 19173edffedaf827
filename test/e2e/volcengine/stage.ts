/** Volcengine on the stage: its names, its credentials, how it starts. */
import { volcengine } from '../../../functions/volcengine/provider.ts';
import {
  type Volcengine,
  type VolcengineOptions,
  startVolcengine,
} from '../../simulator/volcengine/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = '2100000001';
export const BRANCH = '2100000002';
export const BEIJING = 'cn-beijing';
export const SHANGHAI = 'cn-shanghai';
export const JOHOR = 'ap-southeast-1';
export const ROLE = 'tagsync-reader';

function keyOf(cloud: Volcengine): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey } = cloud.credentials(MAIN);
  return { VOLCENGINE_ACCESS_KEY: accessKeyId, VOLCENGINE_SECRET_KEY: secretAccessKey };
}

export type Stage = OneStage<Volcengine>;

export interface StageOptions extends VolcengineOptions, Staging {
  /** The environment's credentials; default: a key of the main account. */
  readonly env?: (cloud: Volcengine) => Readonly<Record<string, string>>;
}

export async function startStage({
  config = {},
  virtual = false,
  env = keyOf,
  ...options
}: StageOptions): Promise<Stage> {
  return stageOf({
    provider: volcengine,
    config,
    virtual,
    start: async (time) => startVolcengine({ ...time, ...options }),
    env,
  });
}
