/** https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource_list.go: which part of the table is asked for. */
import type { CloudTag, Payload } from '../../../../functions/deepflow/payload.ts';
import { EMPTY } from '../../../../functions/deepflow/payload.ts';
import { Refused } from './refused.ts';

const TYPES: Readonly<Record<string, keyof Payload>> = {
  az: 'azs',
  vpc: 'vpcs',
  subnet: 'subnets',
  host: 'hosts',
  chost: 'chosts',
  lb: 'lbs',
  'cloud-tag': 'cloud_tags',
  'peer-connection': 'peer_connections',
};

export function partOf(table: () => Payload, query: URLSearchParams): Payload {
  const [type, name] = [query.get('type') ?? '', query.get('name') ?? ''];
  if (type === '' && name !== '') throw new Refused('PARAMETER_ILLEGAL', 'please enter resource type');
  const whole = table();
  if (type === '') return whole;
  const list = TYPES[type];
  if (list === undefined) throw new Refused('FAIL', `resource type(${type}) is not supported`);
  const items = whole[list] as readonly ({ readonly name: string } | CloudTag)[];
  const isAsked = (one: (typeof items)[number]): boolean =>
    name === '' || ('resource_name' in one ? one.resource_name : one.name) === name;
  return { ...EMPTY, [list]: items.filter(isAsked) };
}
