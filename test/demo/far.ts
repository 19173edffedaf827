import {
  type DemoCloud,
  startDemoAliyun,
  startDemoAws,
  startDemoAzure,
  startDemoBaidu,
  startDemoHuawei,
  startDemoQingcloud,
  startDemoTencent,
  startDemoVolcengine,
} from './clouds.ts';
import { happenings, seenAddress } from './happenings.ts';

/**
 * The simulated clouds, in a process of their own: as far from the command as
 * real ones are, and on another core. It ends with the process that started it.
 */
const { cloud, aws } = await startDemoAws();
const clouds: readonly DemoCloud[] = [
  cloud,
  await startDemoAliyun(),
  await startDemoAzure(),
  await startDemoBaidu(),
  await startDemoHuawei(),
  await startDemoQingcloud(),
  await startDemoTencent(),
  await startDemoVolcengine(),
];

/** What the process that started it may ask for. */
const answers = {
  clouds: () => clouds,
  /** Lets a week pass in AWS, and tells of it. */
  happen: () => [...happenings(aws)],
  seen: () => seenAddress(aws),
};
export type Answers = typeof answers;

process.on('disconnect', () => process.exit());
process.on('message', (question: keyof Answers) => process.send?.(answers[question]()));
