import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Controller } from './controller.ts';
import type { Files } from './files.ts';

export interface PublishPorts {
  readonly store: JobPorts['store'];
  readonly controller: Controller;
  readonly files: Files;
  /** Asked right before each act that only the holder of the lease may do; throws otherwise. */
  readonly stillHeld: () => Promise<void>;
}
