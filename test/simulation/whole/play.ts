// Plays one history: throws a `Violation` when a law is broken.
import { logPrefix } from '../../../shared/log/keys.ts';
import { chance } from '../../support/chance.ts';
import { must } from '../oracle.ts';
import type { CloudName } from './clouds.ts';
import type { Parts } from './parts.ts';
import { SOURCES, addressOf } from './place.ts';
import { createProcesses } from './processes.ts';
import type { Processes } from './processes.ts';
import { createStage } from './stage.ts';
import type { Stage, Tally } from './stage.ts';
import type { Step } from './steps.ts';
import { replaceFetch } from './wire.ts';
import { BEGIN, HOUR, MINUTE } from './world.ts';
import type { Manner } from './world.ts';

const CALM: Manner = { seed: 1, faults: 0, stalls: 0, stallMs: 0, ahead: 0, leapMs: 0 };

export async function play(
  cloud: CloudName,
  steps: readonly Step[],
  parts: Parts,
  tally: Tally,
): Promise<void> {
  const stage = createStage(cloud, parts, tally);
  stage.note(`of ${cloud}`);
  await stage.cloud.ready?.();
  const restore = replaceFetch(stage.wire);
  const undo = stage.cloud.instead?.(stage.send);
  try {
    const processes = createProcesses(stage, parts);
    for (const step of steps) stage.world.at(BEGIN + step.at, () => take(step, stage, processes));
    await stage.untilQuiet();
    await rest(stage, processes);
  } finally {
    undo?.();
    restore();
  }
}

function take(step: Step, stage: Stage, processes: Processes): void {
  const { world, cloud, deepflow } = stage;
  const placesOf = (place: number | undefined) => cloud.places.filter((_, n) => n === (place ?? n));
  switch (step.do) {
    case 'run':
      return void processes.run(stage.start(step), placesOf(step.place), step.accepts);
    case 'publish':
      // What DeepFlow is told of a cluster, runs tell.
      if (cloud.pushed !== undefined) return void processes.run(stage.start(step), cloud.places, false);
      return void processes.publish(stage.start(step));
    case 'plan':
    case 'work':
      return void processes[step.do](stage.start(step));
    case 'trim':
      for (const place of placesOf(step.place)) void processes.trim(stage.start(step), place);
      return undefined;
    case 'change': {
      const { random } = chance(step.seed);
      for (const place of placesOf(step.place))
        for (let at = 0; at < step.overMs; at += (random() * step.overMs) / 2)
          world.at(world.now() + at, () => place.mutate(random));
      return undefined;
    }
    case 'fill':
      return cloud.places[step.place]?.fill();
    case 'collapse':
      for (const place of placesOf(step.place)) world.at(world.now() + step.forMs, place.collapse());
      return undefined;
    case 'record':
      return cloud.pushed === undefined ? deepflow.double.record() : cloud.pushed.restart();
    case 'trouble':
      return cloud.trouble(step.share);
    case 'outage':
      return stage.outage(step.forMs);
    default:
      return step satisfies never;
  }
}

/** Faults have stopped, the cloud is still: everything must come together. */
async function rest(stage: Stage, processes: Processes): Promise<void> {
  const { world, cloud, laws, deepflow } = stage;
  cloud.trouble(0);
  stage.outage(0);
  await laws.verify();
  processes.calm();
  // A lease that a dead process left runs out, and a queue is worked off.
  world.at(world.now() + 20 * MINUTE, () => {});
  await stage.untilQuiet();
  for (let n = 0; n < 3; n++) {
    void processes.run(stage.start(CALM), cloud.places, true);
    await stage.untilQuiet();
  }
  laws.rested();
  for (let n = 0; n < (cloud.pushed === undefined ? 3 : 0); n++) {
    void processes.publish(stage.start(CALM));
    await stage.untilQuiet();
    deepflow.double.record();
  }
  const rested = laws.commits();
  const pushes = cloud.pushed?.pushes();
  void processes.run(stage.start(CALM), cloud.places, false);
  await stage.untilQuiet();
  must(laws.commits() === rested, 'nothing changed and something was committed');
  must(cloud.pushed?.pushes() === pushes, 'nothing changed and something was pushed');
  if (cloud.pushed === undefined) knowsAll(stage);
  else cloud.pushed.rested();
  // Once a day retention is due again, and goes on with what one left that died.
  world.at(world.now() + 25 * HOUR, () => {});
  await stage.untilQuiet();
  void processes.run(stage.start(CALM), cloud.places, false);
  await stage.untilQuiet();
  for (const { place, oracle } of laws.all()) {
    const kept = await stage.storage.raw.list({
      prefix: logPrefix(place.scope),
      startAfter: '',
      limit: 1000,
    });
    must(kept.length === oracle.head() - oracle.floor() + 1, 'the log is not dense');
  }
}

function knowsAll({ deepflow, laws }: Stage): void {
  const places = laws.all().map(({ place }) => place);
  const servers = [...deepflow.double.domains.keys()].flatMap((id) =>
    deepflow.double.knows(id).chosts.map((server) => /\b10(?:\.\d+){3}\b/.exec(server)?.[0] ?? server),
  );
  agree(
    'addresses of servers',
    places.flatMap(({ ids }) => ids('vm').map(addressOf)),
    servers,
  );
  const refs = places.flatMap(({ ids, refOf }) =>
    SOURCES.flatMap((source) => ids(source).map((id) => refOf(source, id))),
  );
  agree('zones, VPCs, subnets, servers and interfaces', refs, deepflow.refs());
}

function agree(what: string, ours: readonly string[], theirs: readonly string[]): void {
  const lacks = ours.filter((one) => !theirs.includes(one));
  const has = theirs.filter((one) => !ours.includes(one));
  const law = `DeepFlow knows other ${what} than there are: it lacks [${lacks.join()}] and has [${has.join()}]`;
  must(ours.toSorted().join() === theirs.toSorted().join(), law);
}
