import { permissionOf } from './policy-languages.ts';
import type { Permission } from './statements.ts';

/** Of one cloud, what it must allow, and what may be left out. */
export interface Needed {
  readonly cloud: string;
  readonly required: string;
  readonly optional: string;
}

/** As both READMEs have them. */
export function neededOf(cloud: string, permissions: readonly Permission[]): Needed {
  const named = (isRequired: boolean): readonly string[] =>
    permissions
      .filter(({ required }) => required === isRequired)
      .map(({ action }) => permissionOf(cloud, action));
  const required = new Set(named(true));
  // One permission may be good for a required call and for an optional one.
  const optional = named(false).filter((name) => !required.has(name));
  return { cloud, required: inServices([...required]), optional: inServices([...new Set(optional)]) };
}

/** `ec2`: DescribeInstances, DescribeVpcs; … */
function inServices(names: readonly string[]): string {
  const services = new Map<string, string[]>();
  for (const name of names) {
    const [, service = '', rest = ''] = /^([^:/]+)[:/](.+)$/.exec(name) ?? [];
    services.set(service, [...(services.get(service) ?? []), rest]);
  }
  return [...services].map(([service, rest]) => `\`${service}\`: ${rest.join(', ')}`).join('; ');
}

/** As Markdown. */
export const permissionsList = (all: readonly Needed[]): string =>
  all
    .map(({ cloud, required, optional }) => `- **${cloud}**: ${required}. Optional: ${optional}.`)
    .join('\n');
