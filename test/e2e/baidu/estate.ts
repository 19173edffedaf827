/** A small estate written by hand: each kind, and what is odd about it. What it must become is in `expected.ts`. */
import { type AccountEstate, type Estate, emptyAccount, emptyPlace } from '../../simulator/baidu/estate.ts';
import * as rows from '../../simulator/baidu/rows.ts';
import { BEIJING, BRANCH, GUANGZHOU, MAIN, ROLE } from './stage.ts';

/** More than a page of route rules. */
export const MANY_ROUTES = 1001;

const own = (id: string): readonly rows.Tag[] => [{ tagKey: 'own', tagValue: id }];
const under = <Row>(parent: string, ...all: readonly Row[]): rows.Child<Row>[] =>
  all.map((row) => ({ parent, row }));

export function buildEstate(): Estate {
  const main = emptyAccount(MAIN);
  const branch = emptyAccount(BRANCH);
  branch.roles.push({ name: ROLE, trusts: [MAIN] });
  makeBeijing(main);
  makeElsewhere(main, branch);
  return { accounts: { [MAIN]: main, [BRANCH]: branch } };
}

const rule = (routeRuleId: string, nexthopType: string, nexthopId: string, destinationAddress: string) =>
  rows.routeRule({ routeTableId: 'rt-core', routeRuleId, nexthopType, nexthopId, destinationAddress });

function makeBeijing(main: AccountEstate): void {
  const place = emptyPlace();
  main.places[BEIJING] = place;
  const { here } = place;
  here.zones.push({ zoneName: 'cn-bj-a' }, { zoneName: 'cn-bj-b' });
  here.vpcs.push(
    rows.vpc({
      vpcId: 'vpc-core',
      name: '生产网',
      cidr: '10.0.0.0/16',
      ipv6Cidr: '2400:da00:e000::/56',
      secondaryCidr: ['172.16.0.0/16'],
      isDefault: true,
      tags: [
        { tagKey: 'own', tagValue: 'vpc-core' },
        { tagKey: '环境', tagValue: '' },
      ],
    }),
    rows.vpc({ vpcId: 'vpc-edge', cidr: '10.1.0.0/16' }),
  );
  here.subnets.push(
    rows.subnet({
      subnetId: 'sbn-a',
      name: 'front',
      vpcId: 'vpc-core',
      zoneName: 'cn-bj-a',
      cidr: '10.0.1.0/24',
      ipv6Cidr: '2400:da00:e000:1::/64',
      tags: own('sbn-a'),
    }),
    rows.subnet({
      subnetId: 'sbn-b',
      name: 'edge',
      vpcId: 'vpc-edge',
      zoneName: 'cn-bj-z',
      cidr: '10.1.1.0/24',
    }),
  );
  here.routeRules.push(
    ...under(
      'vpc-core',
      rule('rr-1', 'sys', '', '10.0.0.0/16'),
      rule('rr-2', 'nat', 'nat-out', '0.0.0.0/0'),
      rule('rr-3', 'custom', 'i-web', '192.168.1.0/24'),
      rule('rr-4', 'peerConn', 'peerconn-far', '10.9.0.0/16'),
      rule('rr-5', 'dcGateway', 'dc-1', '10.8.0.0/16'),
      rule('rr-6', 'enic', 'eni-more', '10.7.0.0/16'),
      rule('rr-7', 'ipv6gateway', 'ipv6gw-1', '::/0'),
      rule('rr-8', 'vpn', 'vpn-1', '10.6.0.0/16'),
    ),
    ...under(
      'vpc-edge',
      ...Array.from({ length: MANY_ROUTES }, (_, n) =>
        rows.routeRule({
          routeTableId: 'rt-edge',
          routeRuleId: `rr-edge-${n}`,
          nexthopType: 'custom',
          nexthopId: 'i-off',
          destinationAddress: `10.${100 + (n >> 8)}.${n & 255}.0/24`,
        }),
      ),
    ),
  );
  here.securityGroups.push(
    rows.securityGroup({
      id: 'g-web',
      name: 'web',
      vpcId: 'vpc-core',
      rules: [
        { direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', portRange: '443', sourceIp: 'all' },
        { direction: 'ingress', ethertype: 'IPv6', protocol: 'tcp', portRange: '80-81', sourceIp: '' },
        { direction: 'ingress', protocol: 'udp', portRange: '1-65535', sourceGroupId: 'g-other' },
        { direction: 'egress', ethertype: 'IPv4', portRange: '', destIp: '10.0.0.0/8' },
      ],
      tags: own('g-web'),
    }),
  );
  here.enterpriseGroups.push(
    rows.enterpriseGroup({
      id: 'esg-all',
      name: 'everybody',
      rules: [
        {
          direction: 'ingress',
          ethertype: 'IPv4',
          protocol: 'TCP',
          portRange: '22,8000-9000',
          sourceIp: '10.0.0.0/8',
          action: 'deny',
          priority: 1000,
        },
      ],
      tags: own('esg-all'),
    }),
  );
  const nic = {
    ...rows.NIC,
    macAddress: 'FA:16:3E:00:00:01',
    vpcId: 'vpc-core',
    subnetId: 'sbn-a',
    ips: [
      { privateIp: '10.0.1.9', eip: 'null', primary: 'false' },
      { privateIp: '10.0.1.8', eip: '198.18.0.1', primary: 'true' },
    ],
    ipv6s: [{ privateIp: '2400:da00:e000:1::8', eip: '', primary: 'true' }],
    securityGroups: ['g-web'],
    enterpriseSecurityGroups: ['esg-all'],
  };
  here.instances.push(
    rows.instance({
      id: 'i-web',
      name: '前端',
      hostname: 'web',
      internalIp: '10.0.1.8',
      publicIp: '198.18.0.1',
      zoneName: 'cn-bj-a',
      vpcId: 'vpc-core',
      subnetId: 'sbn-a',
      nicInfo: nic,
      tags: own('i-web'),
    }),
    rows.instance({
      id: 'i-off',
      status: 'Stopped',
      internalIp: '10.1.1.4',
      // A zone that is not sold any more is in no list of zones.
      zoneName: 'cn-bj-z',
      vpcId: 'vpc-edge',
      subnetId: 'sbn-b',
      nicInfo: { ...rows.NIC, eniId: 'eni-off', macAddress: 'FA:16:3E:00:00:02', vpcId: 'vpc-edge' },
    }),
    rows.instance({ id: 'i-both', name: 'metal in both lists', nicInfo: { ...rows.NIC, eniId: 'eni-both' } }),
  );
  here.enis.push(
    rows.eni({
      eniId: 'eni-more',
      name: 'more',
      vpcId: 'vpc-core',
      subnetId: 'sbn-a',
      instanceId: 'i-web',
      macAddress: 'FA:16:3E:00:00:03',
      privateIpSet: [
        { privateIpAddress: '10.0.1.20', publicIpAddress: '198.18.0.2', primary: true },
        { privateIpAddress: '10.0.1.21', publicIpAddress: '', primary: false },
      ],
      ipv6PrivateIpSet: [{ privateIpAddress: '2400:da00:e000:1::20', publicIpAddress: '', primary: true }],
      securityGroupIds: ['g-web'],
      tags: own('eni-more'),
    }),
    // Listed as an elastic one too, though it is the first of its server: once is enough.
    rows.eni({
      eniId: 'eni-off',
      vpcId: 'vpc-edge',
      subnetId: 'sbn-b',
      instanceId: 'i-off',
      macAddress: 'FA:16:3E:00:00:02',
      privateIpSet: [{ privateIpAddress: '10.1.1.4', publicIpAddress: '', primary: true }],
    }),
  );
  here.metals.push(
    rows.metal({
      id: 'i-metal',
      name: 'bare',
      hostname: 'bare',
      internalIp: '10.0.1.30',
      publicIp: '198.18.0.3',
      zone: 'cn-bj-b',
      status: 'Error',
      tags: own('i-metal'),
    }),
    rows.metal({ id: 'i-both', name: 'metal in both lists' }),
  );
  const onCard = { publicIpAddress: '', ipv6Address: '', primary: false, subnetId: 'sbn-a' };
  here.metalInterfaces.push(
    rows.metalInterface({
      eniId: 'eni-metal',
      instanceId: 'i-metal',
      macAddress: 'FA:16:3E:00:00:0B',
      privateIpSet: [
        {
          ...onCard,
          privateIpAddress: '10.0.1.30',
          ipv6Address: '2400:da00:e000:1::30',
          primary: true,
        },
        { ...onCard, privateIpAddress: '10.0.1.31', publicIpAddress: '198.18.0.13' },
      ],
    }),
  );
  const network = rows.metalNetwork({ bbcId: 'i-metal' });
  here.metalNetworks.push({
    ...network,
    vpc: { ...network.vpc, vpcId: 'vpc-core' },
    subnet: { ...network.subnet, subnetId: 'sbn-a', zoneName: 'cn-bj-b' },
  });
  here.eips.push(
    rows.eip({
      eipId: 'ip-web',
      eip: '198.18.0.1',
      name: 'web',
      instanceType: 'BCC',
      instanceId: 'i-web',
      tags: own('ip-web'),
    }),
    rows.eip({ eipId: 'ip-nic', eip: '198.18.0.2', instanceType: 'ENI', instanceId: 'eni-more' }),
    rows.eip({ eipId: 'ip-nat', eip: '198.18.0.4', instanceType: 'NAT', instanceId: 'nat-out' }),
    rows.eip({ eipId: '', eip: '198.18.0.9', name: 'old and loose' }),
  );
  here.nats.push(
    rows.nat({
      id: 'nat-out',
      name: 'out',
      vpcId: 'vpc-core',
      status: 'configuring',
      eips: ['198.18.0.4', '198.18.0.5'],
      dnatEips: ['198.18.0.4'],
      tags: own('nat-out'),
    }),
  );
  here.snatRules.push(
    ...under(
      'nat-out',
      rows.snatRule({
        ruleId: 'rule-1',
        ruleName: 'all out',
        publicIpsAddress: ['198.18.0.4', '198.18.0.5'],
        sourceCIDR: '10.0.1.0/24',
      }),
    ),
  );
  const dnat = { publicIpAddress: '198.18.0.4', privateIpAddress: '10.0.1.8' };
  here.dnatRules.push(
    ...under(
      'nat-out',
      rows.dnatRule({ ...dnat, ruleId: 'rule-2', ruleName: 'web', publicPort: 8443, privatePort: 443 }),
      rows.dnatRule({ ...dnat, ruleId: 'rule-3', protocol: 'all' }),
      rows.dnatRule({
        ...dnat,
        ruleId: 'rule-4',
        protocol: 'UDP',
        publicPortRange: '100-200',
        privatePortRange: '300-400',
      }),
    ),
  );
  here.blbs.push(
    rows.blb({
      blbId: 'lb-old',
      name: 'old',
      address: '10.0.1.50',
      vpcId: 'vpc-core',
      subnetId: 'sbn-a',
      tags: own('lb-old'),
    }),
  );
  here.blbs.push(
    rows.blb({
      blbId: 'lb-six',
      name: 'six',
      address: '2400:da00:e000:1::53',
      vpcId: 'vpc-core',
      subnetId: 'sbn-a',
    }),
  );
  here.listeners.push(
    ...under(
      'lb-old',
      rows.listener({ listenerPort: 53, listenerType: 'TCP' }),
      rows.listener({ listenerPort: 53, listenerType: 'UDP' }),
    ),
  );
  here.backends.push(...under('lb-old', rows.backend({ instanceId: 'i-web', privateIp: '10.0.1.8' })));
  here.appBlbs.push(
    rows.appBlb({
      blbId: 'lb-app',
      name: 'app',
      address: '10.0.1.51',
      publicIp: '198.18.0.6',
      status: 'paused',
      vpcId: 'vpc-core',
      subnetId: 'sbn-a',
      tags: own('lb-app'),
    }),
  );
  here.appListeners.push(...under('lb-app', rows.appListener({ listenerPort: 443, listenerType: 'HTTPS' })));
  const policy = { frontendPort: 443, portType: 'HTTPS' };
  here.policies.push(
    ...under(
      'lb-app',
      rows.policy({ ...policy, id: 'policy-1', appServerGroupId: 'sg-app' }),
      rows.policy({ ...policy, id: 'policy-2', appIpGroupId: 'ip_group-app' }),
      rows.policy({ ...policy, id: 'policy-3', appServerGroupId: 'sg-app', priority: 3 }),
    ),
  );
  here.serverGroups.push(
    ...under(
      'lb-app',
      rows.serverGroup({
        id: 'sg-app',
        name: 'servers',
        portList: [
          { id: 'port-1', port: 8080, type: 'HTTP' },
          { id: 'port-2', port: 8081, type: 'TCP' },
        ],
      }),
    ),
  );
  here.groupServers.push(...under('sg-app', rows.backend({ instanceId: 'i-web', privateIp: '10.0.1.8' })));
  here.ipGroups.push(
    ...under('lb-app', rows.ipGroup({ id: 'ip_group-app', backendPolicyList: [{ id: 'p', type: 'HTTP' }] })),
  );
  here.ipMembers.push(
    ...under('ip_group-app', rows.ipMember({ memberId: 'm-1', ip: '192.168.0.9', port: 9000 })),
  );
  const inside = {
    peerConnId: 'peerconn-in',
    localRegion: BEIJING,
    peerRegion: BEIJING,
    peerAccountId: MAIN,
  };
  here.peerConns.push(
    rows.peerConn({
      ...inside,
      role: 'initiator',
      localVpcId: 'vpc-core',
      peerVpcId: 'vpc-edge',
      tags: own('in'),
    }),
    rows.peerConn({ ...inside, role: 'acceptor', localVpcId: 'vpc-edge', peerVpcId: 'vpc-core' }),
    rows.peerConn({
      peerConnId: 'peerconn-far',
      role: 'initiator',
      localIfName: 'to Guangzhou',
      localRegion: BEIJING,
      localVpcId: 'vpc-core',
      peerRegion: GUANGZHOU,
      peerVpcId: 'vpc-gz',
      peerAccountId: BRANCH,
      status: 'consulting',
    }),
    rows.peerConn({ peerConnId: 'peerconn-no', localVpcId: 'vpc-core', status: 'consult_failed' }),
  );
  makeData(main);
}

const at = (address: string, vnetIp: string, inetIp = '') => ({ address, port: 3306, vnetIp, inetIp });

function makeData(main: AccountEstate): void {
  const here = main.places[BEIJING]?.here;
  if (here === undefined) throw new Error('no Beijing');
  const network = {
    vpcId: 'vpc-core',
    subnets: [{ subnetId: 'sbn-a', zoneName: 'cn-bj-a' }],
    zoneNames: ['cn-bj-a'],
  };
  here.databases.push(
    rows.database({
      ...network,
      instanceId: 'rdsm-orders',
      instanceName: '订单',
      instanceStatus: 'Backuping',
      endpoint: at('orders.rds.bj.baidubce.com', '10.0.1.60', '198.18.0.7'),
      roGroupList: [{ roGroupId: 'ro-1', roGroupEndpoint: at('ro.rds.bj.baidubce.com', '10.0.1.61') }],
      tags: own('rdsm-orders'),
    }),
    rows.database({
      ...network,
      zoneNames: ['cn-bj-a', 'cn-bj-b'],
      instanceId: 'rdsmr-copy',
      instanceClass: 'REPLICA',
      sourceInstanceId: 'rdsm-orders',
      endpoint: at('copy.rds.bj.baidubce.com', '10.0.1.62'),
    }),
    rows.database({
      ...network,
      instanceId: 'rdss-old',
      engine: 'SQLServer',
      engineVersion: '2012',
      category: 'Singleton',
      instanceStatus: 'Isolated',
      endpoint: at('old.rds.bj.baidubce.com', '10.0.1.63'),
      tags: own('rdss-old'),
    }),
  );
  here.caches.push(
    rows.cache({
      ...network,
      instanceId: 'scs-bj-sessions',
      instanceName: 'sessions',
      clusterType: 'cluster',
      vnetIp: '10.0.1.70',
      domain: 'sessions.scs.bj.baidubce.com',
      eip: '198.18.0.8',
      tags: own('scs-bj-sessions'),
    }),
    rows.cache({ instanceId: 'scs-bj-new', instanceStatus: 'Creating', engine: 'memcache' }),
  );
  const cluster = rows.cluster({});
  here.clusters.push({
    ...cluster,
    spec: {
      ...cluster.spec,
      clusterID: 'cce-main',
      clusterName: 'main',
      vpcID: 'vpc-core',
      masterConfig: { masterType: 'managed', clusterBLBVPCSubnetID: 'sbn-a' },
      nodeDefaultSecurityGroups: [{ name: 'web', type: 'normal', id: 'g-web' }],
      tags: own('cce-main'),
    },
    status: {
      clusterPhase: 'running',
      clusterBLB: { id: 'lb-k8s', vpcIP: '10.0.1.80', eip: '' },
      nodeNum: 3,
    },
  });
}

function makeElsewhere(main: AccountEstate, branch: AccountEstate): void {
  const guangzhou = emptyPlace();
  main.places[GUANGZHOU] = guangzhou;
  guangzhou.here.zones.push({ zoneName: 'cn-gz-a' });
  // The same id as in Beijing would be the same thing; ids are the cloud's, of all regions.
  guangzhou.here.vpcs.push(
    rows.vpc({ vpcId: 'vpc-gz', name: 'south', cidr: '10.9.0.0/16', tags: own('vpc-gz') }),
  );
  const theirs = emptyPlace();
  branch.places[BEIJING] = theirs;
  theirs.here.zones.push({ zoneName: 'cn-bj-a' });
  theirs.here.vpcs.push(rows.vpc({ vpcId: 'vpc-theirs', name: 'theirs', cidr: '10.0.0.0/16' }));
  // What Beijing's other account asked for, as the account that is asked sees it.
  const asked = emptyPlace();
  branch.places[GUANGZHOU] = asked;
  asked.here.peerConns.push(
    rows.peerConn({
      peerConnId: 'peerconn-far',
      role: 'acceptor',
      localRegion: GUANGZHOU,
      localVpcId: 'vpc-gz',
      peerRegion: BEIJING,
      peerVpcId: 'vpc-core',
      peerAccountId: MAIN,
      status: 'consulting',
    }),
  );
  main.csns.push(rows.csn({ csnId: 'csn-all', name: '全国', instanceNum: 2, tags: own('csn-all') }));
  main.csnInstances.push(
    ...under(
      'csn-all',
      rows.csnInstance({
        attachId: 'tgwAttach-1',
        instanceId: 'vpc-core',
        instanceRegion: BEIJING,
        instanceAccountId: MAIN,
      }),
      rows.csnInstance({
        attachId: 'tgwAttach-2',
        instanceType: 'channel',
        instanceId: 'dedicatedconn-1',
        instanceAccountId: BRANCH,
        status: 'attaching',
      }),
    ),
  );
}
