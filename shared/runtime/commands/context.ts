import type { Clock } from '../../collect/clock.ts';
import type { Provider, ProviderName } from '../../collect/provider.ts';
import { openStore } from '../../store/open.ts';
import type { AwsCredentials } from '../../store/sigv4.ts';
import type { ObjectStore } from '../../store/store.ts';
import { createSecrets, loadConfig, loadStoreConfig } from '../config.ts';
import type { Config } from '../config.ts';
import type { ReadYaml } from '../document.ts';
import type { Publishing } from '../publishing.ts';
import type { Secrets } from '../secrets.ts';
import type { Extensions, Publish, Watch } from './extensions.ts';
import { Refused } from './refused.ts';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Opens and closes a connection, with TLS if the URL says so; sends nothing. */
export type Knock = (
  url: URL,
  tls: { readonly ca?: string; readonly cert?: string; readonly key?: string },
) => Promise<void>;

/** Everything outside the process that a command touches. */
export interface CliIo {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What a command that enriches reads. */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Relative to the working directory, as `writeFile`. */
  readonly readFile: (path: string) => Promise<string>;
  /** `replace: false` rejects with code EEXIST where there is a file. */
  readonly writeFile: (path: string, text: string, options: { readonly replace: boolean }) => Promise<void>;
  readonly knock: Knock;
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal;
  /** From now on an interrupt, and the order to stop, are not the end of the process but of this signal. */
  readonly untilStopped?: () => AbortSignal;
  readonly awsCredentials?: (() => Promise<AwsCredentials>) | undefined;
}

export type AnyProvider = Provider<unknown, unknown> &
  Pick<Publishing<unknown, unknown>, 'obstacles' | 'told'>;
/** Loaded when a command needs it: the SDKs of one cloud take longer than most commands. */
export type Providers = Readonly<Partial<Record<ProviderName, () => Promise<AnyProvider>>>>;

/** 0: all complete; 2: something is kept or held; 1 is for errors, which are thrown. */
export type ExitCode = 0 | 1 | 2;

export interface GlobalOptions {
  readonly config?: string;
  readonly verbose?: boolean;
}

/** What every command works with. */
export interface Context {
  readonly io: CliIo & { readonly readYaml: ReadYaml };
  readonly providers: Providers;
  readonly options: () => GlobalOptions;
  readonly secrets: Secrets;
  /** A line, or several, to standard output. */
  readonly print: (text: string) => void;
  /** One value as JSON, to standard output. */
  readonly json: (value: unknown) => void;
  /** A line to standard error: for people, never for programs. */
  readonly note: (text: string) => void;
  /** `only`: of these providers; empty: of all. */
  readonly config: (only?: readonly string[]) => Promise<Config>;
  /** As it is configured; nothing is proved about it, since reading needs no proof. */
  readonly store: () => Promise<ObjectStore>;
  readonly provider: (name: string) => Promise<AnyProvider>;
  readonly watch: () => Promise<Watch | undefined>;
  readonly publish: () => Promise<Publish | undefined>;
}

export function createContext(
  outside: CliIo,
  providers: Providers,
  options: () => GlobalOptions,
  { watch, publish }: Extensions = {},
): Context {
  const io = { ...outside, readYaml };
  const secrets = createSecrets(io);
  let config: Promise<Config> | undefined;
  const line = (output: Output, text: string): void => {
    output.write(`${secrets.scrub(text)}\n`);
  };
  const ports = () => ({ ...io, resolve: secrets.resolve, path: options().config });
  return {
    io,
    providers,
    options,
    secrets,
    print: (text) => line(io.stdout, text),
    json: (value) => line(io.stdout, JSON.stringify(value, null, 2)),
    note: (text) => line(io.stderr, text),
    watch: async () => watch?.(),
    publish: async () => publish?.(),
    config: (only = []) => (config ??= loadConfig({ ...ports(), only })),
    store: async () => {
      const { env, clock, awsCredentials } = io;
      return openStore(await loadStoreConfig(ports()), {
        env,
        clock,
        ...(awsCredentials && { awsCredentials }),
      });
    },
    async provider(name) {
      const load = Object.entries(providers).find(([known]) => known === name)?.[1];
      if (load !== undefined) return load();
      throw new Refused(`there is no provider "${name}": write one of ${Object.keys(providers).join(', ')}`);
    },
  };
}

const readYaml: ReadYaml = async (text, where) => (await import('../yaml.ts')).parseYaml(text, where);
