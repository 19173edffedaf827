import { purposeOf } from './statements.ts';
import type { Permission } from './statements.ts';

/** A resource of Terraform with these lines inside. */
export function hclResource(type: string, name: string, lines: readonly string[]): string {
  return [`resource "${type}" "${name}" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

/** The elements of a list of actions, each with a comment on what it is for. */
export function hclActions(permissions: readonly Permission[], indent: number): readonly string[] {
  const widest = Math.max(...permissions.map(({ action }) => action.length));
  return permissions.map((one) => {
    const needed = one.required ? 'required' : 'optional';
    const space = ' '.repeat(widest - one.action.length);
    return `${' '.repeat(indent)}"${one.action}",${space} # ${needed}: ${purposeOf(one)}`;
  });
}
