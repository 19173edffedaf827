/** QingCloud on the stage: its names, its credentials, how it starts. */
import { qingcloud } from '../../../functions/qingcloud/provider.ts';
import type { Estate } from '../../simulator/qingcloud/estate.ts';
import {
  type QingCloudCloud,
  type QingCloudOptions,
  startQingcloud,
} from '../../simulator/qingcloud/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const MAIN = 'usr-Main0001';
export const BRANCH = 'usr-Branch01';
export const BEIJING = 'pek3';
/** A zone that stands alone beside it. */
export const ALONE = 'pek3a';

export type Stage = OneStage<QingCloudCloud>;

export interface StageOptions extends Partial<QingCloudOptions>, Staging {
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
    provider: qingcloud,
    config,
    virtual,
    start: async (time) => startQingcloud({ ...time, ...options }),
    env: (cloud) => {
      const { accessKeyId, secretAccessKey } = cloud.credentials(MAIN);
      const branch = BRANCH in cloud.estate.accounts ? cloud.credentials(BRANCH) : undefined;
      return {
        QINGCLOUD_ACCESS_KEY: accessKeyId,
        QINGCLOUD_SECRET_KEY: secretAccessKey,
        ...(branch !== undefined && {
          BRANCH_KEY: branch.accessKeyId,
          BRANCH_SECRET: branch.secretAccessKey,
        }),
        ...env,
      };
    },
  });
}
