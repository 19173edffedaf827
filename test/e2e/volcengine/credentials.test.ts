/** Keys and tokens, good and bad, through the function's handler. */
import type { Volcengine } from '../../simulator/volcengine/server.ts';
import { testCredentials } from '../credentials.ts';
import { buildEstate } from './estate.ts';
import { BEIJING, MAIN, startStage } from './stage.ts';

/** Of the account, until then. */
function sessionOf(cloud: Volcengine, expires: number): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = cloud.session(MAIN, expires);
  return {
    VOLCENGINE_ACCESS_KEY: accessKeyId,
    VOLCENGINE_SECRET_KEY: secretAccessKey,
    VOLCENGINE_SESSION_TOKEN: sessionToken,
  };
}

testCredentials(
  async () =>
    startStage({
      estate: buildEstate(),
      config: { accounts: [{ id: MAIN }], regions: { include: [BEIJING] } },
    }),
  [
    {
      what: 'a key that there is not',
      env: () => ({ VOLCENGINE_ACCESS_KEY: 'AKLTnobody' }),
      says: ['InvalidAccessKey', 'check the access key'],
    },
    {
      what: 'a key with a wrong secret',
      env: () => ({ VOLCENGINE_SECRET_KEY: 'wrong' }),
      says: ['SignatureDoesNotMatch', 'check the secret key'],
    },
    {
      what: 'a session that has expired',
      env: (cloud) => sessionOf(cloud, Date.now() - 1),
      says: ['renew them'],
    },
    {
      what: 'a session with the token of another one',
      env: (cloud) => ({
        ...sessionOf(cloud, Date.now() + 3_600_000),
        VOLCENGINE_SESSION_TOKEN: 'another',
      }),
      says: ['renew them'],
    },
  ],
);
