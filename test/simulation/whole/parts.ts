// Everything of the product that a test may replace with something wrong.
import { aliyun } from '../../../functions/aliyun/provider.ts';
import type { Controller } from '../../../functions/deepflow/controller.ts';
import { publishing } from '../../../functions/deepflow/publisher.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import type { Decisions } from '../../../shared/log/write.ts';
import type { Sink } from '../../../shared/notify/event.ts';
import { consume } from '../../../shared/runtime/consume.ts';
import { trim } from '../../../shared/runtime/upkeep.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { LIMITS } from './cloud.ts';
import { SOURCES } from './place.ts';

/** Of its many lists those that the simulated cloud fills. */
const provider = {
  ...aliyun,
  limits: LIMITS,
  collectors: aliyun.collectors.filter(({ name }) => SOURCES.some((source) => source === name)),
};

export interface Parts {
  readonly provider: typeof provider;
  readonly decisions: Decisions;
  readonly consume: typeof consume;
  readonly trim: typeof trim;
  readonly publishing: typeof publishing;
  /** Between a process and the store. */
  readonly driver: (store: ObjectStore) => ObjectStore;
  readonly sink: (sink: Sink) => Sink;
  readonly controller: (controller: Controller) => Controller;
}

export const HONEST: Parts = {
  provider,
  decisions: DECISIONS,
  consume,
  trim,
  publishing,
  driver: (store) => store,
  sink: (sink) => sink,
  controller: (controller) => controller,
};
