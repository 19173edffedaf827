import { Command } from 'commander';
import { table } from '../table.ts';
import type { Context } from './context.ts';
import { SPOKEN, languageOf } from './policy-languages.ts';
import { neededOf, permissionsList } from './permissions-list.ts';
import { Refused } from './refused.ts';
import { permissionsOf, purposeOf } from './statements.ts';

interface PolicyOptions {
  readonly format?: string;
  readonly explain?: boolean;
}

const HELP = `
Formats, the first one is the default:
${SPOKEN.map((name) => `  ${name.padEnd(12)}${formatsOf(name).join(', ')}`).join('\n')}

JSON has no comments: it has one statement for the required actions and one for the optional ones, and
--explain prints what each is for on standard error. "terraform" and "stackset" say it in comments.

Examples:
  tagsync policy aws > policy.json
  tagsync policy aws --format stackset > member-role.yaml
  tagsync policy aliyun --format terraform > policy.tf`;

export function policyCommand({ providers, provider, print, note }: Context): Command {
  return new Command('policy')
    .description('The least policy a cloud must allow, from the actions that the collectors declare.')
    .argument('[provider]', 'such as aws; without one: what all clouds must allow, in short')
    .option('--format <format>', 'what to write')
    .option('--explain', 'each action: required or optional, and the kinds it feeds')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, { format, explain }: PolicyOptions) => {
      if (name === undefined) {
        const clouds = Object.keys(providers).filter((one) => one !== 'kubernetes');
        const needed = clouds.map(async (cloud) => neededOf(cloud, permissionsOf(await provider(cloud))));
        return print(permissionsList(await Promise.all(needed)));
      }
      const permissions = permissionsOf(await provider(name));
      const language = languageOf(name);
      if (language === undefined) {
        throw new Refused(
          `policies can be written for ${SPOKEN.join(', ')} only: "tagsync coverage" lists what ${name} calls`,
        );
      }
      const [first = ''] = formatsOf(name);
      const chosen = Object.entries(language.formats).find(([known]) => known === (format ?? first))?.[1];
      if (chosen === undefined) {
        throw new Refused(
          `--format ${format} is none of ${name}'s. Allowed choices are ${formatsOf(name).join(', ')}.`,
        );
      }
      print(chosen.render(permissions));
      if (chosen.note !== undefined) note(chosen.note);
      if (explain !== true) return;
      note(
        table(
          ['action', 'needed', 'for'],
          permissions.map((one) => [one.action, one.required ? 'required' : 'optional', purposeOf(one)]),
        ),
      );
    });
}

function formatsOf(name: string): readonly string[] {
  return Object.keys(languageOf(name)?.formats ?? {});
}
