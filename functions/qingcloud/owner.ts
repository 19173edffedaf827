import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { listIn } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';

/** SDK type AccessKey. The answer has the secret, too, which is not read. */
const AccessKey = z.object({ access_key_id: id, owner: id });

export const ACCESS_KEYS = 'iaas:DescribeAccessKeys';

/** https://github.com/yunify/qingcloud-sdk-go/blob/master/service/accesskey.go */
export async function ownerOfKey(ask: Ask, key: string, named: string | undefined): Promise<string> {
  try {
    const answer = await ask(ACCESS_KEYS, { access_keys: [key], limit: 1 });
    const found = listIn(answer, 'access_key_set', AccessKey, ACCESS_KEYS);
    const own = found.find(({ access_key_id }) => access_key_id === key);
    if (own !== undefined) return own.owner;
  } catch (error) {
    // A key that may not look at keys has to be told whose it is.
    if (!(error instanceof CloudError) || error.code !== '1400' || named === undefined) throw error;
    return named;
  }
  if (named !== undefined) return named;
  throw new CloudError('invalid', `${ACCESS_KEYS}: nothing of the key that asks: give the id of its account`);
}

/** As the token on the page of signatures has it: the owner of the role, and of what it is bound to. */
const Claims = z.object({ owur: said, rour: said });

/** Roles cannot ask whose they are: IAM does not know the action. */
export function ownerIn(token: string, named: string | undefined): string {
  const { owur, rour } = claimsOf(token);
  if (rour !== undefined && owur === rour) return rour;
  if (named !== undefined) return named;
  throw new CloudError(
    'invalid',
    'the temporary credentials do not say whose they are: give the id of the account',
  );
}

function claimsOf(token: string): z.infer<typeof Claims> {
  try {
    return Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  } catch {
    return { owur: undefined, rour: undefined };
  }
}
