import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { aliyun } from '../../../../functions/aliyun/provider.ts';
import { aws } from '../../../../functions/aws/provider.ts';
import { baidu } from '../../../../functions/baidu/provider.ts';
import { azure } from '../../../../functions/azure/provider.ts';
import { huawei } from '../../../../functions/huawei/provider.ts';
import { qingcloud as qingcloudProvider } from '../../../../functions/qingcloud/provider.ts';
import { tencent } from '../../../../functions/tencent/provider.ts';
import { volcengine } from '../../../../functions/volcengine/provider.ts';
import { patternsOf } from '../../../../shared/collect/event-row.ts';
import type { Providers } from '../../../../shared/runtime/commands/context.ts';
import { VERSION } from '../../../../shared/runtime/version.ts';
import { accountOf, twoKinds } from '../two-kinds.ts';
import { machine } from './machine.ts';

const providers: Providers = {
  aws: async () => aws,
  qingcloud: async () => twoKinds({ accounts: new Map([['1', accountOf({ r: ['a'] })]]), listed: [] }),
};

const COMMANDS =
  'init doctor policy sync status log changes show lookup export serve verify gc forget coverage watch publish'.split(
    ' ',
  );

describe('the command line', () => {
  it('has the version of the package', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8'));
    expect(VERSION).toBe(manifest.version);
    expect((await (await machine(providers)).run('--version')).out).toBe(`${VERSION}\n`);
  });

  it('names every command and the exit codes', async () => {
    const { code, out } = await (await machine(providers)).run('--help');
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(out).toContain('Exit codes: 0 all complete, 2 something is kept or held, 1 error.');
  });

  it.each(COMMANDS)('%s --help has an example', async (command) => {
    const { code, out, err } = await (await machine(providers)).run(command, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`Examples?:\\n  tagsync ${command}`));
  });

  it('policy --help names each cloud and its formats in two columns', async () => {
    const { out } = await (await machine(providers)).run('policy', '--help');
    expect(out).toMatch(/^  aws {9}iam, stackset, terraform$/m);
    expect(out).toMatch(/^  kubernetes {2}cluster-role$/m);
    expect(out).toMatch(/^  volcengine {2}volcengine, terraform$/m);
  });

  it.each([
    [['sync', '--foo'], "unknown option '--foo'"],
    [['synk'], "unknown command 'synk'"],
    [['show'], "missing required argument 'ref or kind'"],
    [['changes'], "required option '--since <when>' not specified"],
    [['sync', '--kind', 'server'], 'It is not one of region, az,'],
    [['sync', '--accept-removals', 'vpc'], 'expected <kind>:<digest>'],
    [['log', '--limit', '0'], 'It is not a whole number above 0.'],
    [['policy', 'aws', '--format', 'xml'], 'Allowed choices are iam, stackset, terraform.'],
    [['policy', 'gcp'], 'there is no provider "gcp": write one of aws, qingcloud'],
  ])('%s is refused in one line', async (argv, why) => {
    const { code, out, err } = await (await machine(providers)).run(...argv);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(why);
    expect(err).toMatch(/^tagsync: .+\n$/);
  });

  it('prints the story of an error only if asked to', async () => {
    const made = await machine(providers);
    made.files.clear();
    expect((await made.run('status')).err).toMatch(/^tagsync: no configuration: .+\n$/);
    expect((await made.run('--verbose', 'status')).err).toContain('\nConfigError: no configuration');
  });
});

describe('init', () => {
  it('writes a configuration that is valid, and overwrites only if told to', async () => {
    const made = await machine(providers);
    expect(await made.run('init')).toEqual({
      code: 1,
      out: '',
      err: 'tagsync: tagsync.yaml is there already: --force overwrites it, --config names another\n',
    });
    expect((await made.run('init', '--force')).code).toBe(0);
    expect(made.files.get('tagsync.yaml')).toContain('store: file:///var/lib/tagsync');
    const { code, err } = await made.run('status');
    expect(code).toBe(1);
    expect(err).toContain('file:///var/lib/tagsync holds no log yet');
  });

  it('has examples in its comments that are valid too', async () => {
    const made = await machine(providers);
    await made.run('--config', 'all.yaml', 'init');
    const [head = '', tail = ''] = (made.files.get('all.yaml') ?? '').split('# Which tag keys');
    const text = `${head}#${tail.replace(/^# (?=[a-zA-Z]+:| )/gm, '')}`;
    expect(text).toMatch(/^sinks:\n {2}- type: webhook/m);
    made.env['WEBHOOK_SECRET'] = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    made.env['CONTROLLER_TOKEN'] = 'a token';
    made.files.set('/etc/tagsync/ca.pem', '-----BEGIN CERTIFICATE-----');
    made.files.set('/etc/tagsync/client.pem', '-----BEGIN CERTIFICATE-----');
    made.files.set('/etc/tagsync/client-key.pem', '-----BEGIN PRIVATE KEY-----');
    made.files.set('tagsync.yaml', text);
    const { err } = await made.run('sync', '--provider', 'tencent');
    expect(err).toBe('tagsync: tagsync.yaml: providers: has no "tencent": it has aws\n');
  });

  it('writes CloudFormation: a private, TLS-only, encrypted, versioned bucket', async () => {
    const made = await machine(providers);
    await made.run('init', '--force', '--bucket-template', 'bucket.yaml');
    const template = plain(made.files.get('bucket.yaml'));
    expect(template).toMatchObject({
      Resources: {
        Bucket: {
          Type: 'AWS::S3::Bucket',
          DeletionPolicy: 'Retain',
          Properties: {
            PublicAccessBlockConfiguration: {
              BlockPublicAcls: true,
              BlockPublicPolicy: true,
              IgnorePublicAcls: true,
              RestrictPublicBuckets: true,
            },
            OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
            VersioningConfiguration: { Status: 'Enabled' },
            LifecycleConfiguration: {
              Rules: [
                { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 'NoncurrentDays' } },
              ],
            },
            BucketEncryption: {
              ServerSideEncryptionConfiguration: [
                { ServerSideEncryptionByDefault: { SSEAlgorithm: ['HasKey', 'aws:kms', 'AES256'] } },
              ],
            },
          },
        },
        TlsOnly: {
          Properties: {
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                },
              ],
            },
          },
        },
      },
    });
  });

  it('writes what another region or account sends its events with, as the table has them', async () => {
    const made = await machine(providers);
    await made.run('init', '--force', '--event-template', 'events.yaml');
    const { Parameters, Resources } = Object(plain(made.files.get('events.yaml') ?? ''));
    expect(Object.keys(Parameters)).toEqual(['BusArn']);
    const { Role, ...rules } = Resources;
    expect(Role.Properties.Policies[0].PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: 'BusArn' },
    ]);
    const properties = Object.values<{ Properties: Record<string, unknown> }>(rules).map(
      (one) => one.Properties,
    );
    expect(properties.map(({ EventPattern }) => EventPattern)).toEqual(patternsOf(aws.events ?? []));
    for (const { Targets } of properties) {
      expect(Targets).toEqual([{ Id: 'cloud-tag-sync', Arn: 'BusArn', RoleArn: 'Role.Arn' }]);
    }
  });

  it('writes the role of a member account: what the descriptors declare, and an external id', async () => {
    const made = await machine(providers);
    await made.run('init', '--force', '--member-role-template', 'role.yaml');
    const stackset = await made.run('policy', 'aws', '--format', 'stackset');
    expect(stackset.out).toBe(made.files.get('role.yaml'));
    const template = plain(stackset.out);
    expect(template).toMatchObject({
      Parameters: { ExternalId: { NoEcho: true, MinLength: 2, MaxLength: 1224 } },
      Resources: {
        Role: {
          Properties: {
            AssumeRolePolicyDocument: {
              Statement: [
                {
                  Principal: { AWS: 'TrustedPrincipal' },
                  Action: 'sts:AssumeRole',
                  Condition: { StringEquals: { 'sts:ExternalId': 'ExternalId' } },
                },
              ],
            },
          },
        },
      },
    });
    const statements = Object(template).Resources.Role.Properties.Policies[0].PolicyDocument.Statement;
    const allowed = Object(statements).flatMap(
      (statement: { readonly Action: string[] }) => statement.Action,
    );
    const declared = new Set([...aws.actions, ...aws.collectors.flatMap(({ actions }) => actions)]);
    declared.delete('sts:AssumeRole');
    declared.delete('organizations:ListAccounts');
    expect(allowed.toSorted()).toEqual([...declared].toSorted());
  });
});

describe('policy', () => {
  it('iam: statements for what is required, what is optional, the organization and its accounts', async () => {
    const { code, out, err } = await (await machine(providers)).run('policy', 'aws', '--explain');
    expect(code).toBe(0);
    const { Statement } = JSON.parse(out);
    expect(
      Object(Statement).map(({ Sid, Resource }: { Sid: string; Resource: string }) => [Sid, Resource]),
    ).toEqual([
      ['Required', '*'],
      ['Optional', '*'],
      ['Organization', '*'],
      ['MemberAccounts', 'arn:*:iam::*:role/cloud-tag-sync'],
    ]);
    expect(Statement[0].Action).toEqual([
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstances',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeRegions',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
      'sts:GetCallerIdentity',
    ]);
    expect(Statement[1].Action).toContain('rds:DescribeDBInstances');
    expect(err).toMatch(/^rds:DescribeDBInstances +optional +rds$/m);
    expect(err).toMatch(/^ec2:DescribeVpcs +required +vpc$/m);
  });

  it('terraform: the same, with a comment on each action', async () => {
    const { out } = await (await machine(providers)).run('policy', 'aws', '--format', 'terraform');
    expect(out).toMatch(/^ {6}"ec2:DescribeVpcs", +# required: vpc$/m);
    expect(out).toMatch(/^ {6}"eks:ListClusters", +# optional: k8s_cluster$/m);
    expect(out).toMatch(/^ {6}"sts:GetCallerIdentity", +# required: finding accounts and regions$/m);
  });
});

/** Of a custom policy of Huawei. */
function actionsOf(text: string): string[] {
  const { Version, Statement, ...rest } = JSON.parse(text);
  expect({ Version, rest }).toEqual({ Version: '1.1', rest: {} });
  const statements: { Effect: string; Action: string[] }[] = Statement;
  for (const { Action: _, ...one } of statements) expect(one).toEqual({ Effect: 'Allow' });
  return statements.flatMap(({ Action }) => Action);
}

describe('policy in the languages of other clouds', () => {
  const clouds: Providers = {
    aliyun: async () => aliyun,
    tencent: async () => tencent,
    azure: async () => azure,
    huawei: async () => huawei,
    baidu: async () => baidu,
    qingcloud: async () => qingcloudProvider,
    volcengine: async () => volcengine,
  };
  interface Declaring {
    readonly actions: readonly string[];
    readonly collectors?: readonly Declaring[];
  }
  const declared = ({ actions, collectors = [] }: Declaring): string[] => [
    ...new Set([...actions, ...collectors.flatMap((collector) => collector.actions)]),
  ];
  const run = async (...argv: string[]) => (await machine(clouds)).run('policy', ...argv);

  it('aliyun: RAM', async () => {
    const { code, out, err } = await run('aliyun', '--explain');
    expect(code).toBe(0);
    const { Version, Statement, ...rest } = JSON.parse(out);
    expect({ Version, rest }).toEqual({ Version: '1', rest: {} });
    const statements: { Effect: string; Action: string[]; Resource: string }[] = Statement;
    expect(statements.map(({ Effect, Resource }) => ({ Effect, Resource }))).toEqual([
      { Effect: 'Allow', Resource: '*' },
      { Effect: 'Allow', Resource: '*' },
      { Effect: 'Allow', Resource: 'acs:ram:*:*:role/cloud-tag-sync' },
    ]);
    const [required, optional, assume] = statements.map(({ Action }) => Action);
    expect(required).toContain('vpc:DescribeVSwitches');
    expect(optional).toContain('kvstore:DescribeInstances');
    expect(assume).toEqual(['sts:AssumeRole']);
    expect(statements.flatMap(({ Action }) => Action).toSorted()).toEqual(declared(aliyun).toSorted());
    expect(err).toMatch(/^vpc:DescribeVSwitches +required +subnet$/m);
    expect(err).toMatch(/^kvstore:DescribeInstances +optional +redis$/m);
  });

  it('tencent: CAM', async () => {
    const { out } = await run('tencent', '--format', 'cam');
    const { version, statement, ...rest } = JSON.parse(out);
    expect({ version, rest }).toEqual({ version: '2.0', rest: {} });
    const statements: { effect: string; action: string[]; resource: string[] }[] = statement;
    for (const { action: _, ...one } of statements) expect(one).toEqual({ effect: 'allow', resource: ['*'] });
    const [required, optional] = statements.map(({ action }) => action);
    expect(required).toContain('cvm:DescribeInstances');
    expect(optional).toContain('tke:DescribeClusters');
    expect(statements.flatMap(({ action }) => action).toSorted()).toEqual(declared(tencent).toSorted());
  });

  it('volcengine: IAM', async () => {
    const { out } = await run('volcengine');
    const { Statement, ...rest } = JSON.parse(out);
    expect(rest).toEqual({});
    const statements: { Effect: string; Action: string[]; Resource: string[] }[] = Statement;
    for (const { Action: _, ...one } of statements) expect(one).toEqual({ Effect: 'Allow', Resource: ['*'] });
    const [required, optional] = statements.map(({ Action }) => Action);
    expect(required).toContain('ecs:DescribeInstances');
    expect(optional).toContain('vke:ListClusters');
    expect(statements.flatMap(({ Action }) => Action).toSorted()).toEqual(declared(volcengine).toSorted());
  });

  it('azure: a custom role', async () => {
    const { out, err } = await run('azure');
    const { Actions, AssignableScopes, ...rest } = JSON.parse(out);
    expect(rest).toEqual({
      Name: 'cloud-tag-sync',
      IsCustom: true,
      Description: 'What cloud-tag-sync reads',
      NotActions: [],
      DataActions: [],
      NotDataActions: [],
    });
    expect(AssignableScopes).toEqual(['/providers/Microsoft.Management/managementGroups/MY_GROUP']);
    const actions: string[] = Actions;
    expect(actions.toSorted()).toEqual(declared(azure).toSorted());
    expect(actions.every((action) => action.endsWith('/read'))).toBe(true);
    expect(err).toContain('MY_GROUP');
  });

  it('huawei: one custom policy for projects and one for global services, which must not be mixed', async () => {
    const projects = await run('huawei');
    const global = await run('huawei', '--format', 'huawei-global');
    expect(projects.err).toContain('--format huawei-global');
    expect(global.err).toContain('--format huawei\n');
    const [ours, theirs] = [actionsOf(projects.out), actionsOf(global.out)];
    expect(theirs.every((action) => /^(?:iam|cc):/.test(action))).toBe(true);
    expect(ours.some((action) => /^(?:iam|cc):/.test(action))).toBe(false);
    expect(theirs).toContain('iam:tokens:assume');
    // Everybody may list projects and regions: the vendor knows no permission for it.
    const free = ['iam:projects:listProjectsForUser', 'iam:regions:listRegions'];
    expect(declared(huawei)).toEqual(expect.arrayContaining(free));
    const needed = declared(huawei).filter((action) => !free.includes(action));
    expect([...ours, ...theirs].toSorted()).toEqual(needed.toSorted());
  });

  it('baidu: an access control list, by service and permission', async () => {
    const { code, out, err } = await run('baidu');
    expect(code).toBe(0);
    expect(err).toContain('read-only system policy');
    const { version, accessControlList, ...rest } = JSON.parse(out);
    expect({ version, rest }).toEqual({ version: 'v1', rest: {} });
    const entries: { service: string; permission: string[] }[] = accessControlList;
    for (const { service: _, permission: __, ...one } of entries)
      expect(one).toEqual({ region: '*', resource: ['*'], effect: 'Allow' });
    const [first] = entries;
    expect(first).toMatchObject({ service: 'bce:bbc', permission: ['READ'] });
    expect(entries.find(({ service }) => service === 'bce:network')?.permission).toEqual([
      'ENIC_READ',
      'SUBNET_READ',
      'VPC_READ',
    ]);
    expect(entries.filter(({ service }) => service === 'bce:bcc')).toMatchObject([
      { permission: ['VM_READ'] },
      { permission: ['SECURITYGROUP_READ'] },
    ]);
    const allowed = entries.flatMap(({ service, permission }) =>
      permission.map((one) => `${service} ${one}`),
    );
    const called = declared(baidu).map((action) => `bce:${action.split(':').slice(0, 2).join(' ')}`);
    expect(allowed.toSorted()).toEqual([...new Set(called)].toSorted());
  });

  it('qingcloud: statements of what its IAM knows, and a word on what it does not', async () => {
    const { code, out, err } = await run('qingcloud');
    expect(code).toBe(0);
    const statements: { action: string[]; effect: string; resource: string }[] = JSON.parse(out);
    for (const { action: _, ...one } of statements) expect(one).toEqual({ effect: 'allow', resource: '*' });
    const actions = statements.flatMap(({ action }) => action);
    expect(actions).toContain('ecm:DescribeInstances');
    const known = declared(qingcloudProvider).filter((action) => !action.startsWith('iaas:'));
    expect(actions.toSorted()).toEqual(known.toSorted());
    expect(err).toContain('IAM does not know');
  });

  it.each([
    ['aliyun', 'alicloud_ram_policy', /^ {10}"vpc:DescribeVpcs", +# required: vpc$/m],
    ['tencent', 'tencentcloud_cam_policy', /^ {10}"vpc:DescribeAddresses", +# optional: eip$/m],
    ['azure', 'azurerm_role_definition', /^ {6}"Microsoft\.Cache\/redis\/read", +# optional: redis$/m],
    [
      'huawei',
      'huaweicloud_identity_role',
      /^ {10}"iam:tokens:assume", +# optional: every kind, only where /m,
    ],
    ['baidu', 'baiducloud_iam_policy', /^ {6}{ # optional$/m],
    ['volcengine', 'volcengine_iam_policy', /^ {10}"vpc:DescribeEipAddresses", +# optional: eip$/m],
  ])('%s: terraform, with a comment on each action', async (name, resource, line) => {
    const { code, out } = await run(name, '--format', 'terraform');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^resource "${resource}" "cloud_tag_sync`));
    expect(out).toMatch(line);
    for (const [open, close] of ['{}', '[]', '()']) {
      expect(out.split(open ?? '').length).toBe(out.split(close ?? '').length);
    }
  });

  it.each([
    ['aliyun', 'iam', 'ram, terraform'],
    ['tencent', 'stackset', 'cam, terraform'],
    ['huawei', 'toString', 'huawei, huawei-global, terraform'],
    ['volcengine', 'iam', 'volcengine, terraform'],
  ])('%s does not write %s', async (name, format, allowed) => {
    const { code, err } = await run(name, '--format', format);
    expect(code).toBe(1);
    expect(err).toBe(`tagsync: --format ${format} is none of ${name}'s. Allowed choices are ${allowed}.\n`);
  });
});

describe('coverage', () => {
  it('is derived from the descriptors', async () => {
    const { code, out } = await (await machine(providers)).run('coverage', '--json');
    expect(code).toBe(0);
    const { aws: kinds, qingcloud } = JSON.parse(out);
    expect(kinds.vpc).toEqual({ collected: true, tags: true, actions: ['ec2:DescribeVpcs'] });
    expect(kinds.nat_rule).toEqual({
      unsupported: expect.stringMatching(/^A NAT gateway .+ \(https:\/\/docs\.aws\.amazon\.com\/.+\)$/),
    });
    expect(kinds.az).toEqual({
      collected: true,
      tags: false,
      reason: expect.stringMatching(/\(https:\/\/.+\)$/),
      actions: ['ec2:DescribeAvailabilityZones'],
    });
    expect(qingcloud.region).toEqual({
      collected: true,
      tags: false,
      reason: 'nobody tags a region (invented)',
      actions: ['fake:region'],
    });
    expect(qingcloud.vm).toEqual({ collected: false, tags: false, reason: 'not collected yet', actions: [] });
  });

  it('is a table for people', async () => {
    const { out } = await (await machine(providers)).run('coverage');
    expect(out).toMatch(/^aws +vpc +yes +yes +ec2:DescribeVpcs$/m);
  });
});

/** CloudFormation without its functions: `!Ref X` is `X`. */
function plain(text = ''): unknown {
  return load(text.replace(/!(?:Ref|GetAtt|Sub|If|Not|Equals) ?/g, ''));
}
