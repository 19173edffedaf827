import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { KubernetesAPISyncRequestSchema } from '../../../../functions/kubernetes/push/agent_pb.ts';
import type { Server } from '../../../../functions/kubernetes/push/server.ts';
import { CloudError } from '../../../../shared/collect/errors.ts';
import type { Log } from '../../../../shared/runtime/log.ts';
import { RequestSchema } from '../../../simulator/deepflow/kubernetes/synchronizer_pb.ts';
import type { Synchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';

/** The double without a network between: its messages as bytes, its clock the test's. */
export interface Direct extends Server {
  state: 'up' | 'down' | 'loses answers';
  /** Asked each time, answered or not. */
  onTry: () => void;
  /** Before each message is handled. */
  onMessage: (message: { version: bigint; entries: readonly Uint8Array[] }) => void;
}

export function directServer(synchronizer: Synchronizer, url = 'http://deepflow:20035'): Direct {
  const direct: Direct = {
    url,
    state: 'up',
    onTry: () => {},
    onMessage: () => {},
    close: () => {},
    async sync({ clusterId, version, entries, errorMsg }, signal) {
      signal.throwIfAborted();
      direct.onTry();
      if (direct.state === 'down') throw refused(url);
      const message = { clusterId, version, agentId: 1, errorMsg, entries: [...entries] };
      const bytes = toBinary(KubernetesAPISyncRequestSchema, create(KubernetesAPISyncRequestSchema, message));
      direct.onMessage(message);
      const answer = synchronizer.handle(fromBinary(RequestSchema, bytes));
      if (direct.state === 'loses answers') throw refused(url);
      return answer;
    },
  };
  return direct;
}

const refused = (url: string): CloudError =>
  new CloudError('unavailable', `DeepFlow at ${url} cannot be reached: refused`);

export interface Said {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function listening(): { log: Log; said: Said[] } {
  const said: Said[] = [];
  const at =
    (level: string) =>
    (message: string, fields = {}): void =>
      void said.push({ level, message, fields });
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, said };
}
