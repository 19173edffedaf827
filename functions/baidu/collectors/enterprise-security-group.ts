import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id, said, tags } from '../items.ts';
import { markedPages } from '../pages.ts';
import { rulesOf, SecurityRule } from '../security-rules.ts';

/** SDK type EnterpriseSecurityGroup: of no VPC, with rules that allow and rules that deny. */
const Group = z.object({ id, name: said, rules: some(SecurityRule), tags });

export const enterpriseSecurityGroup = collector({
  name: 'enterprise-security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: [API.enterpriseGroups.action],

  list: (api) => markedPages(api, API.enterpriseGroups, { at: 'enterpriseSecurityGroups', item: Group }),

  *map(item, { region }) {
    yield {
      kind: 'security_group',
      ref: baiduRef('security_group', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      vpc: undefined,
      rules: item.rules.flatMap(rulesOf),
    };
  },
});
