import { Command } from 'commander';
import { memberRole } from './aws-policy.ts';
import { BUCKET_TEMPLATE } from './bucket-template.ts';
import { CONFIG_TEMPLATE } from './config-template.ts';
import type { Context } from './context.ts';
import { eventTemplate } from './event-template.ts';
import { fileRefusal } from './refused.ts';
import { permissionsOf } from './statements.ts';

interface InitOptions {
  readonly bucketTemplate?: string;
  readonly memberRoleTemplate?: string;
  readonly eventTemplate?: string;
  readonly force?: boolean;
}

const HELP = `
Example:
  tagsync init --bucket-template bucket.yaml --member-role-template member-role.yaml

The templates are CloudFormation:
  aws cloudformation deploy --stack-name tagsync-log --template-file bucket.yaml
  aws cloudformation deploy --stack-name tagsync-member --template-file member-role.yaml \\
    --capabilities CAPABILITY_NAMED_IAM --parameter-overrides TrustedPrincipal=... ExternalId=...
  aws cloudformation deploy --stack-name tagsync-events --template-file events.yaml \\
    --capabilities CAPABILITY_IAM --parameter-overrides BusArn=...`;

export function initCommand({ io, provider, options, note }: Context): Command {
  return new Command('init')
    .description('Writes a commented tagsync.yaml, and CloudFormation of what the job needs if asked to.')
    .option(
      '--bucket-template <file>',
      'also write the template of a private, TLS-only, encrypted, versioned bucket',
    )
    .option(
      '--member-role-template <file>',
      'also write the template of the role that member accounts give the job',
    )
    .option(
      '--event-template <file>',
      'also write the template that sends the events of a region to the function',
    )
    .option('--force', 'overwrite files that are there')
    .addHelpText('after', HELP)
    .action(
      async ({ bucketTemplate, memberRoleTemplate, eventTemplate: events, force = false }: InitOptions) => {
        const write = async (path: string, text: string): Promise<void> => {
          await io.writeFile(path, text, { replace: force }).catch((error: unknown) => {
            throw fileRefusal(path, error);
          });
          note(`wrote ${path}`);
        };
        await write(options().config ?? 'tagsync.yaml', CONFIG_TEMPLATE);
        if (bucketTemplate !== undefined) await write(bucketTemplate, BUCKET_TEMPLATE);
        if (memberRoleTemplate !== undefined) {
          await write(memberRoleTemplate, `${memberRole(permissionsOf(await provider('aws')))}\n`);
        }
        if (events !== undefined) await write(events, eventTemplate((await provider('aws')).events ?? []));
      },
    );
}
