// A process that is AWS: one account with one region of a given size, and what was asked of it.
// `node simulated.ts <JSON of Simulated>`; each message is a wish.
import { regionOf } from '../test/simulator/aws/estate.ts';
import { remove } from '../test/simulator/aws/mutate.ts';
import { startAws } from '../test/simulator/aws/server.ts';
import { ACCOUNT, REGION, estateOf } from './estate.ts';
import type { Simulated, Wish } from './estate.ts';

const { size, bucket, latencyMs }: Simulated = JSON.parse(process.argv[2] ?? '{}');
const estate = estateOf(size);
const aws = await startAws({
  estate,
  latencyMs,
  // What opens an account is asked in another region and is no part of the figures.
  buckets: { '*': bucket ?? undefined, 'sts:GetCallerIdentity': undefined },
});

process.on('message', (wish: Wish) => {
  if (wish === 'remove') {
    const place = { account: ACCOUNT, region: REGION };
    const [gone] = regionOf(estate, place).addresses;
    remove(estate, place, 'addresses', String(gone?.AllocationId));
    process.send?.(null);
    return;
  }
  const calls = aws.calls().filter(({ region }) => region === REGION);
  aws.resetCalls();
  process.send?.(calls.map(({ service, operation, outcome }) => ({ service, operation, outcome })));
});
process.on('disconnect', () => process.exit());
process.send?.({ url: aws.url, credentials: aws.credentials(ACCOUNT) });
