/**
 * ECS 2014-05-26. Pages: instances and security groups up to 100, interfaces 10 to 500, rules 10 to 1,000.
 * With `MaxResults` the total is not to be used (https://help.aliyun.com/en/ecs/api-describeinstances), or not
 * there at all (DescribeSecurityGroups). Sources of the rows: `../rows/ecs.ts`; of parameters and sizes:
 * alibabacloud-typescript-sdk, ecs-20140526/src/models/Describe*Request.ts.
 */
import { without } from '../rows/without.ts';
import { ENGLISH_NAMES, REGION_NAMES } from '../estate.ts';
import { productOf } from '../operation.ts';
import { type Tokened, byNumber, specOf } from '../paging.ts';
import { refusal } from '../refusals.ts';
import type { Instance, NetworkInterface, Permission, SecurityGroup } from '../rows/ecs.ts';

const { asked, list } = productOf('ecs', 'ecs');

/** A total is told, and wrong: whoever believes it stops after a page. */
const withoutTotal = (max: number, usual: number, min = 1): Tokened => ({
  size: 'MaxResults',
  token: 'NextToken',
  usual,
  min,
  max,
  fields: (PageSize) => ({ TotalCount: 0, PageSize, PageNumber: 0 }),
});

const bare = (max: number, usual: number, min = 1): Tokened => ({
  ...withoutTotal(max, usual, min),
  fields: () => ({}),
});

export const ECS = [
  asked('DescribeRegions', {
    required: [],
    known: ['AcceptLanguage'],
    documented: ['InstanceChargeType', 'ResourceType'],
    paging: undefined,
    answer({ account, params }) {
      const names = /^en/i.test(params.get('AcceptLanguage') ?? '') ? ENGLISH_NAMES : REGION_NAMES;
      const Region = Object.keys(account.regions).map((RegionId) => ({
        RegionId,
        LocalName: names[RegionId] ?? RegionId,
        RegionEndpoint: `ecs.${RegionId}.aliyuncs.com`,
        Status: 'available',
      }));
      return { Regions: { Region } };
    },
  }),

  list<Instance>({
    name: 'DescribeInstances',
    required: ['RegionId'],
    known: ['DryRun'],
    documented: [
      'Filter.#.Key',
      'Filter.#.Value',
      'AdditionalAttributes.#',
      'EipAddresses',
      'HpcClusterId',
      'ImageId',
      'InnerIpAddresses',
      'InstanceChargeType',
      'InstanceTypeFamily',
      'Ipv6Address.#',
      'KeyPairName',
      'PrivateIpAddresses',
      'PublicIpAddresses',
      'InstanceName',
      'InstanceNetworkType',
      'InstanceType',
      'SecurityGroupId',
      'Tag.#.Key',
      'Tag.#.Value',
      'VSwitchId',
      'ZoneId',
    ],
    paging: specOf(byNumber(100), withoutTotal(100, 10)),
    filters: {
      InstanceIds: ({ InstanceId }, value) => (JSON.parse(value) as unknown[]).includes(InstanceId),
      VpcId: ({ VpcAttributes }, value) => VpcAttributes.VpcId === value,
      Status: ({ Status }, value) => Status === value,
    },
    rows: ({ here }) => here.instances,
    put: (Instance) => ({ Instances: { Instance } }),
  }),

  list<NetworkInterface>({
    name: 'DescribeNetworkInterfaces',
    required: ['RegionId'],
    documented: [
      'Ipv6Address.#',
      'NetworkInterfaceName',
      'PrimaryIpAddress',
      'PrivateIpAddress.#',
      'SecurityGroupId',
      'ServiceManaged',
      'Tag.#.Key',
      'Tag.#.Value',
    ],
    paging: specOf(byNumber(500), withoutTotal(500, 50, 10)),
    filters: {
      'NetworkInterfaceId.#': (row, value) => row.NetworkInterfaceId === value,
      InstanceId: ({ InstanceId }, value) => InstanceId === value,
      Status: ({ Status }, value) => Status === value,
      Type: ({ Type }, value) => Type === value,
      VSwitchId: ({ VSwitchId }, value) => VSwitchId === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.networkInterfaces,
    put: (NetworkInterfaceSet) => ({ NetworkInterfaceSets: { NetworkInterfaceSet } }),
  }),

  list<SecurityGroup>({
    name: 'DescribeSecurityGroups',
    required: ['RegionId'],
    known: ['DryRun'],
    documented: [
      'FuzzyQuery',
      'IsQueryEcsCount',
      'NetworkType',
      'SecurityGroupIds',
      'SecurityGroupName',
      'SecurityGroupType',
      'ServiceManaged',
      'Tag.#.Key',
      'Tag.#.Value',
    ],
    paging: specOf(byNumber(100), bare(100, 10)),
    filters: {
      SecurityGroupId: ({ SecurityGroupId }, value) => SecurityGroupId === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.securityGroups,
    put: (rows, { region }) => ({
      RegionId: region,
      SecurityGroups: { SecurityGroup: rows.map((row) => without(row, 'Permissions')) },
    }),
  }),

  list<Permission>({
    name: 'DescribeSecurityGroupAttribute',
    required: ['RegionId', 'SecurityGroupId'],
    documented: ['Attribute', 'NicType'],
    paging: specOf(undefined, bare(1000, 500, 10)),
    filters: {
      Direction: ({ Direction }, value) => value === 'all' || Direction === value,
    },
    rows: ({ here, params }) => groupIn(here.securityGroups, params.get('SecurityGroupId')).Permissions,
    put(rows, { here, region, params }) {
      const group = groupIn(here.securityGroups, params.get('SecurityGroupId'));
      return {
        RegionId: region,
        SecurityGroupId: group.SecurityGroupId,
        SecurityGroupName: group.SecurityGroupName,
        VpcId: group.VpcId,
        Description: group.Description,
        InnerAccessPolicy: 'Accept',
        Permissions: { Permission: rows },
      };
    },
  }),
];

function groupIn(groups: readonly SecurityGroup[], id: string | undefined): SecurityGroup {
  const group = groups.find(({ SecurityGroupId }) => SecurityGroupId === id);
  if (group !== undefined) return group;
  const message = 'The specified SecurityGroupId does not exist.';
  throw refusal({ status: 404, code: 'InvalidSecurityGroupId.NotFound', message }, 'ecs');
}
