import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id, link, said, tags } from '../items.ts';
import { markedPages } from '../pages.ts';
import { rulesOf, SecurityRule } from '../security-rules.ts';

/** SDK type SecurityGroupModel of bcc: ordinary groups, of one VPC each. */
const Group = z.object({ id, name: said, vpcId: said, rules: some(SecurityRule), tags });

export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: [API.securityGroups.action],

  list: (api) => markedPages(api, API.securityGroups, { at: 'securityGroups', item: Group }),

  *map(item, { region }) {
    yield {
      kind: 'security_group',
      ref: baiduRef('security_group', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.vpcId),
      rules: item.rules.flatMap(rulesOf),
    };
  },
});
