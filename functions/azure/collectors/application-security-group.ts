import { collector } from '../client.ts';
import { azureRef } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Names for interfaces that rules of network security groups speak of; they have no rules of their own. */
export const applicationSecurityGroup = collector({
  name: 'application-security-group',
  emits: ['security_group'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('applicationGroup'),

  async *list({ read }) {
    yield* (await read('application-security-group', ['applicationGroup'])).pages('applicationGroup');
  },

  *map({ id, name, tags, location }, { account }) {
    yield {
      kind: 'security_group',
      ref: azureRef('security_group', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      vpc: undefined,
      rules: [],
    };
  },
});
