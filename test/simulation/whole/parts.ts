// Everything of the product that a test may replace with something wrong.
import type { Controller } from '../../../functions/deepflow/controller.ts';
import { publishTo } from '../../../functions/kubernetes/publish.ts';
import { publishing } from '../../../functions/deepflow/publisher.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import type { Decisions } from '../../../shared/log/write.ts';
import type { Sink } from '../../../shared/notify/event.ts';
import { consume } from '../../../shared/runtime/consume.ts';
import { trim } from '../../../shared/runtime/upkeep.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import type { Played } from './played.ts';

export interface Parts {
  /** What of the provider of a history's cloud is put to work. */
  readonly provider: (honest: Played) => Played;
  readonly decisions: Decisions;
  readonly consume: typeof consume;
  readonly trim: typeof trim;
  readonly publishing: typeof publishing;
  /** Between a process and the store. */
  readonly driver: (store: ObjectStore) => ObjectStore;
  readonly sink: (sink: Sink) => Sink;
  readonly controller: (controller: Controller) => Controller;
  /** What tells DeepFlow of a cluster, over servers that are simulated. */
  readonly publish: typeof publishTo;
}

export const HONEST: Parts = {
  provider: (honest) => honest,
  decisions: DECISIONS,
  consume,
  trim,
  publishing,
  driver: (store) => store,
  sink: (sink) => sink,
  controller: (controller) => controller,
  publish: publishTo,
};
