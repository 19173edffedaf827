import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, run } from './run.ts';

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: unknown;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** One stage's stack, read. */
export interface Template {
  readonly text: string;
  readonly resources: Readonly<Record<string, Resource>>;
  of(id: string): Readonly<Record<string, unknown>>;
  /** Of the role of a provider's function, by what its ids begin with. */
  statementsOf(provider: string): readonly Statement[];
}

/** Packages a stage as `npm run package` does, with nothing but loopback to talk to where the system allows it. */
export async function packaged(stage: string): Promise<Template> {
  const directory = await mkdtemp(path.join(tmpdir(), `tagsync-${stage}-`));
  const command = [
    'node_modules/serverless/bin/serverless.js',
    'package',
    '--stage',
    stage,
    '--package',
    directory,
  ];
  if (await isOfflinePossible()) await run('unshare', ['-rn', process.execPath, ...command]);
  else await run(process.execPath, command);
  const text = await readFile(path.join(directory, 'cloudformation-template-update-stack.json'), 'utf8');
  await rm(directory, { recursive: true });
  const { Resources: resources } = JSON.parse(text) as { Resources: Record<string, Resource> };
  const of = (id: string): Readonly<Record<string, unknown>> => {
    const found = resources[id];
    if (found === undefined) throw new Error(`no ${id} in the stack of ${stage}`);
    return found.Properties;
  };
  const statementsOf = (provider: string): readonly Statement[] => {
    const policies = of(`${provider}Role`)['Policies'] as readonly {
      PolicyDocument: { Statement: readonly Statement[] };
    }[];
    return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  };
  return { text, resources, of, statementsOf };
}

/** A network namespace of its own has no way out; not every system lets one have it. */
export async function isOfflinePossible(): Promise<boolean> {
  return run('unshare', ['-rn', 'true'], { cwd: root }).then(
    () => true,
    () => false,
  );
}
