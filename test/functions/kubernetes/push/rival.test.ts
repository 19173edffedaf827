import { describe, expect, test } from 'vitest';
import { keepPushing, pushOnce } from '../../../../functions/kubernetes/push/pushing.ts';
import type { PushingPorts } from '../../../../functions/kubernetes/push/pushing.ts';
import { obstacles } from '../../../../functions/kubernetes/push/obstacles.ts';
import { rivalsIn } from '../../../../functions/kubernetes/push/record.ts';
import { hasItsWay, isGone, tookOver } from '../../../../functions/kubernetes/push/rival.ts';
import type { Rival } from '../../../../functions/kubernetes/push/rival.ts';
import { memoryStore } from '../../../../shared/store/memory.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { virtualClock } from '../../../support/clock.ts';
import { startAgent } from './agent.ts';
import { deployment, fakeCluster, fill } from './cluster.ts';
import { directServer, listening } from './direct.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OPTIONS = {
  cluster: 'c1',
  skip: { namespace: () => false, kind: () => false },
  maxBytes: 100 * 2 ** 20,
};

describe('who has its way', () => {
  test('it is fought twice; then it is left to it for five minutes, and each time for twice as long, up to an hour', () => {
    let rival: Rival | undefined;
    const minutes: number[] = [];
    for (let n = 0; n < 9; n++) {
      rival = tookOver(rival, 0);
      minutes.push(rival.until / MINUTE);
    }
    expect(minutes).toEqual([0, 0, 5, 10, 20, 40, 60, 60, 60]);
  });

  test('for that long and no longer; after an hour in which ours stood, it is gone', () => {
    const rival = { takeovers: 3, until: 5 * MINUTE };
    expect(hasItsWay(rival, 5 * MINUTE - 1)).toBe(true);
    expect(hasItsWay(rival, 5 * MINUTE)).toBe(false);
    expect(isGone(rival, 65 * MINUTE - 1)).toBe(false);
    expect(isGone(rival, 65 * MINUTE)).toBe(true);
  });
});

/** One cluster that two senders tell of. */
function setting() {
  const clock = virtualClock();
  const synchronizer = createSynchronizer(() => clock.now());
  const server = directServer(synchronizer);
  const store = memoryStore(() => clock.now());
  const { log, said } = listening();
  let tokens = 0;
  let ours = 0;
  const own = directServer(synchronizer);
  own.onMessage = ({ entries }) => void (ours += entries.length > 0 ? 1 : 0);
  const newToken = (): string => `token ${++tokens}`;
  const ports: PushingPorts = { store, clock, log, servers: [own], holder: 'pod tagsync-0', newToken };
  const cluster = fakeCluster();
  fill(cluster);
  const pass = (ms: number): Promise<void> => clock.run(clock.sleep(ms));
  const agent = () => startAgent(server, clock);
  function start(): () => Promise<void> {
    const end = new AbortController();
    const done = keepPushing(cluster.cache, OPTIONS, ports, end.signal);
    return async () => {
      end.abort(new Error('SIGTERM'));
      await clock.run(done);
    };
  }
  const once = () => clock.run(pushOnce(cluster.cache, OPTIONS, ports, new AbortController().signal));
  const isOurs = (): boolean => (synchronizer.heldOf('c1')?.entries['*version.Info']?.length ?? 0) > 0;
  return { clock, synchronizer, store, said, cluster, pass, agent, start, once, isOurs, pushes: () => ours };
}

const warnings = (said: ReturnType<typeof setting>['said']) => said.filter(({ level }) => level === 'warn');

describe('two senders of one cluster id', () => {
  test("hours beside DeepFlow's agent are no war: it is left to the agent, and said, with the remedy and for how long", async () => {
    const { cluster, pass, agent, start, said, pushes, isOurs, clock } = setting();
    await pass(HOUR);
    const end = start();
    await pass(MINUTE);
    expect(pushes()).toBe(1);
    const other = agent();
    await pass(5 * MINUTE);
    const [first, second, third] = warnings(said);
    for (const one of [first, second])
      expect(one?.message).toMatch(/^another sender pushes under this cluster id: stop it/);
    expect(third?.message).toMatch(/is left to it for a while: stop it .* K8S_WATCH_POLICY=watch-disabled/);
    expect(third?.fields).toMatchObject({ cluster: 'c1', takeovers: 3 });
    for (let n = 0; n < 6 * 60; n++) {
      cluster.put('apps/v1/Deployment', deployment('api', {}, n)); // news all the time
      if (n % 7 === 0) other.change();
      await pass(MINUTE);
    }
    expect(pushes()).toBeLessThan(20);
    expect(warnings(said).length).toBeLessThan(20);
    expect(isOurs()).toBe(false);
    const { until } = warnings(said).at(-1)?.fields ?? {};
    expect(Date.parse(String(until)) - clock.now()).toBeLessThanOrEqual(HOUR);
    other.stop();
    await end();
  });

  test('when the other one is stopped, ours stands within the hour; an hour later it is forgotten', async () => {
    const { pass, agent, start, said, isOurs, store } = setting();
    await pass(HOUR);
    const end = start();
    const other = agent();
    await pass(6 * HOUR);
    expect(isOurs()).toBe(false);
    expect(await obstacles(store)).toEqual([
      expect.stringMatching(
        /^cluster c1 at http:\/\/deepflow:20035: another sender took it over \d+ times, and is left to it until 1970-01-01T0\d:.*Z: stop it \(deepflow-agents by K8S_WATCH_POLICY=watch-disabled\), or give one of the two/,
      ),
    ]);
    other.stop();
    await pass(HOUR + MINUTE);
    expect(isOurs()).toBe(true);
    expect(await rivalsIn(store)).toMatchObject([{ cluster: 'c1' }]);
    await pass(HOUR + MINUTE);
    expect(said.at(-1)?.message).toBe('no other sender pushes under this cluster id any more');
    expect(await rivalsIn(store)).toEqual([]);
    await end();
  });

  test('while it is left to the other one, the server is only asked, as often as ever; what it lost it gets at once', async () => {
    const { pass, agent, start, synchronizer, pushes, isOurs, cluster } = setting();
    await pass(HOUR);
    const end = start();
    const other = agent();
    await pass(5 * HOUR);
    other.stop();
    const [before, asked] = [pushes(), synchronizer.received.length];
    for (let n = 0; n < 10; n++) {
      cluster.put('apps/v1/Deployment', deployment('api', {}, n));
      await pass(30_000);
    }
    expect(pushes()).toBe(before);
    expect(synchronizer.received.length - asked).toBeLessThanOrEqual(11);
    synchronizer.restart();
    await pass(31_000);
    expect(isOurs()).toBe(true);
    await end();
  });

  test('a restart does not take up the fight again', async () => {
    const { pass, agent, start, pushes } = setting();
    await pass(HOUR);
    const end = start();
    const other = agent();
    await pass(5 * HOUR);
    const before = pushes();
    await end();
    const endAgain = start();
    await pass(10 * MINUTE);
    expect(pushes() - before).toBeLessThanOrEqual(1);
    other.stop();
    await endAgain();
  });

  test('the same of runs that end: they say who has it, and until when', async () => {
    const { pass, agent, once, pushes } = setting();
    await pass(HOUR);
    expect(await once()).toMatchObject({ pushed: true });
    await pass(MINUTE);
    const other = agent();
    let gaveWay = 0;
    for (let n = 0; n < 2 * 60; n++) {
      await pass(MINUTE);
      const { outcomes } = await once();
      const [outcome] = Object.values(outcomes);
      if (outcome?.did !== 'gave way') continue;
      gaveWay++;
      expect(outcome.error.message).toMatch(
        /^another sender pushes cluster c1 to DeepFlow at http:\/\/deepflow:20035, and is left to it until 1970-01-01T0\d:\d\d:[\d.]+Z: stop it/,
      );
    }
    expect(gaveWay).toBeGreaterThan(100);
    expect(pushes()).toBeLessThan(15);
    other.stop();
  });

  test('one push of somebody else, now and then, is overwritten at the next heartbeat', async () => {
    const { pass, agent, start, said, isOurs, store } = setting();
    await pass(HOUR);
    const end = start();
    await pass(MINUTE + 5_000); // between two heartbeats
    for (let n = 0; n < 5; n++) {
      const other = agent();
      await pass(1);
      other.stop();
      expect(isOurs()).toBe(false);
      await pass(MINUTE);
      expect(isOurs()).toBe(true);
      expect(await obstacles(store)).toEqual([]);
      await pass(2 * HOUR);
    }
    expect(new Set(warnings(said).map(({ message }) => message)).size).toBe(1);
    await end();
  });
});
