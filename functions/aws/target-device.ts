import type { TargetGroup, TargetTypeEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { awsRef } from './items.ts';

/** What a target's id is (SDK type TargetDescription): the type of its group tells. */
export function targetDevice({ TargetType }: TargetGroup, id: string): Ref<Device> | undefined {
  const kind = TargetType === undefined ? undefined : DEVICES[TargetType];
  return kind === undefined ? undefined : awsRef(kind, id);
}

const DEVICES: Readonly<Record<TargetTypeEnum, 'vm' | 'load_balancer' | undefined>> = {
  instance: 'vm',
  alb: 'load_balancer',
  ip: undefined,
  lambda: undefined,
};
