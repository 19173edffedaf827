import { aliyun } from './aliyun.ts';
import type { BenchCloud } from './cloud.ts';
import { huawei } from './huawei.ts';
import { tencent } from './tencent.ts';

/** Every cloud with figures of its own; AWS has more of them, over real connections and time. */
export const CLOUDS: readonly BenchCloud[] = [aliyun, huawei, tencent];
