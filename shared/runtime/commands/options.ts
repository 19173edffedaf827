import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import { knownScopes } from '../../log/head.ts';
import type { Kind } from '../../model/kinds.ts';
import { KINDS, isKind } from '../../model/shapes.ts';
import type { ObjectStore } from '../../store/store.ts';
import { anyOf } from '../patterns.ts';
import { Refused } from './refused.ts';

/** Which scopes a command is about; empty lists mean all. */
export interface ScopeOptions {
  readonly provider: readonly string[];
  readonly account: readonly string[];
  readonly region: readonly string[];
}

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const repeatable = (flags: string, description: string): Option =>
  new Option(flags, `${description} (repeatable)`).argParser(collected).default([], 'all');

export function withScopeOptions(command: Command): Command {
  return command
    .addOption(repeatable('--provider <name>', 'only this provider'))
    .addOption(repeatable('--account <id>', 'only this account'))
    .addOption(repeatable('--region <region>', 'only this region; * is a wildcard, "global" is one'));
}

export const kindOption = (): Option =>
  new Option('--kind <kind>', 'only this kind (repeatable)')
    .argParser((value: string, before: readonly Kind[]) => [...before, kindOf(value)])
    .default([], 'all');

function kindOf(value: string): Kind {
  if (isKind(value)) return value;
  throw new InvalidArgumentError(`It is not one of ${KINDS.join(', ')}.`);
}

export const jsonOption = (): Option => new Option('--json', 'for programs: one JSON document on stdout');

export function positive(value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is not a whole number above 0.');
}

/** 0: any that is free. */
export function port(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
  throw new InvalidArgumentError('It is not a port.');
}

/** The scopes of the log that are asked for, in order; none is an error. */
export async function selectedScopes(
  store: ObjectStore,
  { provider, account, region }: ScopeOptions,
): Promise<readonly Scope[]> {
  const wanted = region.length === 0 ? () => true : anyOf(region);
  const all: Scope[] = [];
  for await (const scope of knownScopes(store)) all.push(scope);
  if (all.length === 0) {
    throw new Refused(
      `${store.url} holds no log yet: "tagsync sync" writes one, --config names another store`,
    );
  }
  const found = all.filter(
    (scope) =>
      (provider.length === 0 || provider.includes(scope.provider)) &&
      (account.length === 0 || account.includes(scope.account)) &&
      wanted(scope.region),
  );
  if (found.length > 0) return found;
  const some = all.slice(0, 5).map(nameOf).join(', ');
  throw new Refused(
    `no scope in ${store.url} is of that provider, account and region: there are ${some}${all.length > 5 ? ' and more' : ''}`,
  );
}

export const nameOf = ({ provider, account, region }: Scope): string => `${provider}/${account}/${region}`;

export const iso = (ms: number): string => new Date(ms).toISOString();
