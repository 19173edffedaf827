/**
 * Organizations: JSON 1.1, 2016-11-28. ListAccounts MaxResults 1–20 (botocore organizations/2016-11-28),
 * and "only from the organization's management account or by a member account that is a delegated
 * administrator" (SDK doc comment of ListAccounts).
 *
 * The service lives in one region. Its clients sign for that one (SDK endpoint rules), or for their own
 * region where the endpoint is overridden, so no region is refused here.
 */
import { DescribeOrganization$, ListAccounts$ } from '@aws-sdk/client-organizations';
import { AwsFailure } from '../errors.ts';
import type { OrganizationEstate } from '../estate.ts';
import { type Context, type Service, listing, operation } from '../operation.ts';
import type { Input } from './parameters.ts';

function organizationOf({ estate, account }: Context): OrganizationEstate {
  const { organization } = estate;
  if (organization?.accounts.some(({ Id }) => Id === account.id) === true) return organization;
  throw new AwsFailure(
    [400, 'AWSOrganizationsNotInUseException'],
    'Your account is not a member of an organization.',
  );
}

export const organizations: Service = {
  name: 'organizations',
  signingName: 'organizations',
  protocol: 'json',
  version: '2016-11-28',
  xmlNamespace: '',
  target: 'AWSOrganizationsV20161128',
  operations: [
    operation<Input>(DescribeOrganization$, 'organizations', (_, context) => ({
      Organization: organizationOf(context).description,
    })),
    listing<Input, OrganizationEstate['accounts'][number]>(ListAccounts$, 'organizations', {
      paging: { size: 'MaxResults', token: 'NextToken', next: 'NextToken', min: 1, max: 20, usual: 20 },
      rows: (_, context) => {
        const organization = organizationOf(context);
        if (organization.managementAccount === context.account.id) return organization.accounts;
        throw new AwsFailure('denied', "You don't have permissions to access this resource.");
      },
      id: ({ Id }) => Id ?? '',
      page: (Accounts) => ({ Accounts }),
    }),
  ],
};
