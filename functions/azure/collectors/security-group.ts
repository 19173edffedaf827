import { collector } from '../client.ts';
import { azureRef } from '../items.ts';
import { actionsOf } from '../resources.ts';
import { rulesOf } from '../security-rules.ts';

/** Network security groups, with the rules that every one has by default. They belong to no network. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('securityGroup'),

  async *list({ read }) {
    yield* (await read('security-group', ['securityGroup'])).pages('securityGroup');
  },

  *map({ id, name, tags, location, properties }, { account }) {
    yield {
      kind: 'security_group',
      ref: azureRef('security_group', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      vpc: undefined,
      rules: [...properties.securityRules, ...properties.defaultSecurityRules].flatMap(rulesOf),
    };
  },
});
