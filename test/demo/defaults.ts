export const ACCOUNTS = ['111122223333', '444455556666'] as const;
export const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-1'] as const;
/** Below the working directory, and not in git. */
export const DIRECTORY = '.tagsync/demo';

/** A secret stands in a configuration by reference only. */
export const SECRET = `${DIRECTORY}/webhook-secret`;

/** What a person would write, but for the addresses. */
export function configOf(webhook: string, sections: readonly string[]): string {
  return `# Written by "npm start".
store: file://${process.cwd()}/${DIRECTORY}/store
sinks:
  - type: webhook
    name: demo
    url: ${webhook}
    secret: \${file:${SECRET}}
providers:
${sections.join('')}`;
}
