import { Command, Option } from 'commander';
import { table } from '../table.ts';
import { iamPolicy, memberRole, terraformPolicy } from './aws-policy.ts';
import type { Context } from './context.ts';
import { Refused } from './refused.ts';
import { permissionsOf, purposeOf } from './statements.ts';
import type { Permission } from './statements.ts';

type Format = 'iam' | 'stackset' | 'terraform';

interface PolicyOptions {
  readonly format: Format;
  readonly explain?: boolean;
}

const HELP = `
JSON has no comments: "iam" has one statement for the required actions and one for the optional ones, and
--explain prints what each is for on standard error. "terraform" and "stackset" say it in comments.

Examples:
  tagsync policy aws > policy.json
  tagsync policy aws --format stackset > member-role.yaml`;

export function policyCommand({ provider, print, note }: Context): Command {
  return new Command('policy')
    .description('The least policy a cloud must allow, from the actions that the collectors declare.')
    .argument('<provider>', 'such as aws')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(['iam', 'stackset', 'terraform'] satisfies Format[])
        .default('iam'),
    )
    .option('--explain', 'each action: required or optional, and the kinds it feeds')
    .addHelpText('after', HELP)
    .action(async (name: string, { format, explain }: PolicyOptions) => {
      const permissions = permissionsOf(await provider(name));
      if (name !== 'aws') {
        throw new Refused(`policy formats exist for aws only: "tagsync coverage" lists what ${name} calls`);
      }
      print(RENDER[format](permissions));
      if (explain !== true) return;
      note(
        table(
          ['action', 'needed', 'for'],
          permissions.map((one) => [one.action, one.required ? 'required' : 'optional', purposeOf(one)]),
        ),
      );
    });
}

const RENDER: Readonly<Record<Format, (permissions: readonly Permission[]) => string>> = {
  iam: iamPolicy,
  stackset: memberRole,
  terraform: terraformPolicy,
};
