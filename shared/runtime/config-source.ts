import { ConfigError } from './config-error.ts';
import type { ReadYaml } from './document.ts';

const NAMES = ['tagsync.yaml', 'tagsync.yml', 'tagsync.json'];

export interface ConfigPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Rejects with a `code`, as `node:fs` does. */
  readonly readFile: (path: string) => Promise<string>;
  /** Without it only JSON is read. */
  readonly readYaml?: ReadYaml | undefined;
  /** `--config`. */
  readonly path?: string | undefined;
}

export interface ConfigText {
  readonly text: string;
  readonly where: string;
}

/** `--config`, `TAGSYNC_CONFIG_FILE`, `TAGSYNC_CONFIG` (the document itself), or one of the usual files. */
export async function configText({ env, readFile, path }: ConfigPorts): Promise<ConfigText> {
  const named = path ?? env['TAGSYNC_CONFIG_FILE'];
  if (named) {
    return { text: await read(named, readFile), where: named };
  }
  const whole = env['TAGSYNC_CONFIG'];
  if (whole) return { text: whole, where: 'TAGSYNC_CONFIG' };
  for (const where of NAMES) {
    const text = await read(where, readFile).catch((error: unknown) => {
      if (error instanceof ConfigError && codeOf(error.cause) === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) return { text, where };
  }
  throw new ConfigError(
    `no configuration: there is no ${NAMES.join(', ')} here, nor TAGSYNC_CONFIG_FILE or TAGSYNC_CONFIG in the environment: "tagsync init" writes one, --config names one`,
  );
}

async function read(path: string, readFile: ConfigPorts['readFile']): Promise<string> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const remedy =
      code === 'ENOENT' ? '"tagsync init" writes one, --config names another' : 'let this user read it';
    throw new ConfigError(`${path}: cannot be read (${code}): ${remedy}`, { cause });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
