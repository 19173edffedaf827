import { expect, it } from 'vitest';
import { mayReadBy } from '../../../functions/azure/may-read.ts';
import { CloudError } from '../../../shared/collect/errors.ts';

const REDIS = 'Microsoft.Cache/redis/read';

/** Who is asked for what, and what each answers. */
function asking(answers: Readonly<Record<string, CloudError>>) {
  const asked: string[] = [];
  const mayRead = mayReadBy(async (action) => {
    asked.push(action);
    const error = answers[action];
    if (error !== undefined) throw error;
  });
  return { asked, mayRead };
}

it('asks for each action once in a run, whoever wants to know', async () => {
  const { asked, mayRead } = asking({});
  await Promise.all([mayRead(['cache', 'privateEndpoint']), mayRead(['privateEndpoint', 'cacheCluster'])]);
  await mayRead(['cache']);
  await mayRead([]);
  expect(asked.toSorted()).toEqual([
    REDIS,
    'Microsoft.Cache/redisEnterprise/read',
    'Microsoft.Network/privateEndpoints/read',
  ]);
});

it('says which one is refused, each time', async () => {
  const { mayRead } = asking({ [REDIS]: new CloudError('denied', `${REDIS}: AuthorizationFailed`) });
  for (const types of [['cache'], ['network', 'cache']] as const)
    await expect(mayRead(types)).rejects.toMatchObject({
      reason: 'denied',
      message: `${REDIS}: AuthorizationFailed`,
    });
  await mayRead(['network']);
});

it('takes a service that the subscription does not know for one that has nothing, and an outage for no answer', async () => {
  await asking({ [REDIS]: new CloudError('unsupported', 'not registered') }).mayRead(['cache']);
  const down = asking({ [REDIS]: new CloudError('unavailable', 'down') });
  await expect(down.mayRead(['cache'])).rejects.toMatchObject({ reason: 'unavailable' });
});
