import type { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { roleCredentials } from '../../../functions/aws/credentials.ts';
import type { Clock } from '../../../shared/collect/clock.ts';

const MINUTE = 60_000;

/** An STS whose credentials last an hour by the clock of the test. */
function issuing() {
  const issued: string[] = [];
  let now = 0;
  const clock: Clock = { now: () => now, random: () => 0, sleep: () => Promise.resolve() };
  const sts = {
    async send() {
      issued.push(`key${issued.length}`);
      const Expiration = new Date(now + 60 * MINUTE);
      return {
        Credentials: { AccessKeyId: issued.at(-1), SecretAccessKey: 's', SessionToken: 't', Expiration },
      };
    },
  };
  const role = { roleArn: 'arn:aws:iam::111111111111:role/r', externalId: undefined };
  const credentials = roleCredentials(sts as unknown as STSClient, role, clock);
  const at = async (minute: number): Promise<string> => {
    now = minute * MINUTE;
    return (await credentials()).accessKeyId;
  };
  return { at, credentials, issued };
}

describe('roleCredentials', () => {
  it('are renewed ten minutes before they expire', async () => {
    const { at } = issuing();
    expect([await at(0), await at(49), await at(51), await at(100), await at(102)]).toEqual([
      'key0',
      'key0',
      'key1',
      'key1',
      'key2',
    ]);
  });

  it('are asked for once by all who wait', async () => {
    const { credentials, issued } = issuing();
    await Promise.all([credentials(), credentials(), credentials()]);
    expect(issued).toEqual(['key0']);
  });
});
