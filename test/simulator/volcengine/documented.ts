/**
 * What the vendor documents of each action that the simulator knows: parameters and answers, by name and type, as
 * its SDK has them. volcengine-go-sdk 1.2.49, service/<product>/api_*.go, types `<Action>Input` and `<Action>Output`:
 * https://github.com/volcengine/volcengine-go-sdk/tree/master/service
 *
 * `Name` is text, `Name:number`, `Name:flag`, `Name:object`; `*` says that there are several, `!` that it is required;
 * what an object holds is in brackets. Of a cluster's many settings those that nobody reads are left out.
 */
export interface Documented {
  readonly takes: string;
  readonly gives: string;
}

export const DOCUMENTED: Readonly<Record<string, Documented>> = {
  'ecs:DescribeRegions': {
    takes: 'MaxResults:number NextToken RegionIds*',
    gives: 'NextToken Regions*(RegionId)',
  },
  'ecs:DescribeZones': {
    takes: 'ZoneIds*',
    gives: 'Zones*(ZoneId)',
  },
  'ecs:DescribeInstances': {
    takes:
      'AffinityGroupIds* DedicatedHostClusterId DedicatedHostId DeploymentSetGroupNumbers*:number DeploymentSetIds* EipAddresses* HpcClusterId InstanceChargeType InstanceIds* InstanceName InstanceTypeFamilies* InstanceTypeIds* InstanceTypes* Ipv6Addresses* KeyPairName MaxResults:number NextToken PrimaryIpAddress ProjectName ScheduledInstanceId Status TagFilters*:object VpcId ZoneId',
    gives:
      'Instances*(AffinityGroupId CpuOptions(CoreCount:number ThreadsPerCore:number TopologyType) Cpus:number CreatedAt DeletionProtection:flag DeploymentSetGroupNumber:number DeploymentSetId Description EipAddress(AllocationId IpAddress) ElasticScheduledInstanceType EnableJumboFrame:flag ExpiredAt HostName Hostname HpcClusterId ImageId InstanceChargeType InstanceId InstanceName InstanceTypeId KeyPairId KeyPairName LocalVolumes*(Count:number Size:number VolumeType) MemorySize:number MetadataOptions(HttpTokens) NetworkInterfaces*(Ipv6Addresses* MacAddress NetworkInterfaceId PrimaryIpAddress SecurityGroupIds* SubnetId Type VpcId) OsName OsType Placement(Affinity DedicatedHostClusterId DedicatedHostId Tenancy) ProjectName RdmaIpAddresses* RdmaNetworkInterfaceDetails*(Gateway Ip Mask SwitchName SwitchPort) ScheduledInstanceId SpotPriceLimit:number SpotStrategy Status StoppedMode Tags*(Key Value) UpdatedAt Uuid Volumes*(VolumeId) VpcId ZoneId) NextToken TotalCount:number',
  },
  'vpc:DescribeVpcs': {
    takes:
      'IsDefault:flag MaxResults:number NextToken PageNumber:number PageSize:number ProjectName TagFilters*:object VpcIds* VpcName VpcOwnerId:number',
    gives:
      'NextToken PageNumber:number PageSize:number RequestId TotalCount:number Vpcs*(AccountId AssociateCens*(CenId CenOwnerId CenStatus) CidrBlock CreationTime Description DnsServers* Ipv4GatewayId Ipv6CidrBlock Ipv6CidrBlocks*(Ipv6CidrBlock Ipv6Isp) IsDefault:flag NatGatewayIds* NetworkAclNum ProjectName RouteTableIds* SecondaryCidrBlocks* SecurityGroupIds* Status SubnetIds* SupportIpv4Gateway:flag Tags*(Key Value) UpdateTime UserCidrBlocks* VpcId VpcName)',
  },
  'vpc:DescribeSubnets': {
    takes:
      'IsDefault:flag MaxResults:number NextToken PageNumber:number PageSize:number ProjectName RouteTableId SubnetIds* SubnetName SubnetOwnerId TagFilters*:object VpcId ZoneId',
    gives:
      'NextToken PageNumber:number PageSize:number RequestId Subnets*(AccountId AvailableIpAddressCount:number CidrBlock CreationTime Description Ipv6CidrBlock IsDefault:flag NetworkAclId ProjectName RouteTable(RouteTableId RouteTableType) Status SubnetId SubnetName Tags*(Key Value) TotalIpv4Count:number UpdateTime VpcId ZoneId) TotalCount:number',
  },
  'vpc:DescribeNetworkInterfaces': {
    takes:
      'InstanceId Ipv6Addresses* MaxResults:number NetworkInterfaceIds* NetworkInterfaceName NextToken PageNumber:number PageSize:number PrimaryIpAddresses* PrivateIpAddresses* ProjectName SecurityGroupId Status SubnetId TagFilters*:object Type VpcId ZoneId',
    gives:
      'NetworkInterfaceSets*(AccountId AssociatedElasticIp(AllocationId EipAddress ReleaseWithInstance:flag) Attachment(DeleteOnTermination:flag InstanceId) CreatedAt Description DeviceId IPv6Sets* MacAddress NetworkInterfaceId NetworkInterfaceName PortSecurityEnabled:flag PrimaryIpAddress PrivateIpSets(PrivateIpSet*(AssociatedElasticIp(AllocationId EipAddress ReleaseWithInstance:flag) Primary:flag PrivateIpAddress)) ProjectName SecurityGroupIds* ServiceManaged:flag Status SubnetId Tags*(Key Value) Type UpdatedAt VpcId VpcName ZoneId) NextToken PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'vpc:DescribeEipAddresses': {
    takes:
      'AllocationIds* AssociatedInstanceId AssociatedInstanceType BillingType:number EipAddresses* ISP IpAddressPoolId MaxResults:number Name NextToken PageNumber:number PageSize:number ProjectName SecurityProtectionEnabled:flag Status TagFilters*:object',
    gives:
      'EipAddresses*(AllocationId AllocationTime Bandwidth:number BandwidthPackageId BillingType:number BusinessStatus DeletedTime Description EipAddress ExpiredTime ISP InstanceId InstanceType IpAddressPoolId LockReason Name OverdueTime ProjectName ReleaseWithInstance:flag SecurityProtectionTypes* Status Tags*(Key Value) UpdatedAt) NextToken PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'vpc:DescribeRouteTableList': {
    takes:
      'AssociateType MaxResults:number NextToken PageNumber:number PageSize:number ProjectName RouteTableId RouteTableName TagFilters*:object VpcId',
    gives:
      'NextToken PageNumber:number PageSize:number RequestId RouterTableList*(AccountId AssociateType CreationTime Description Ipv4GatewayId Ipv6GatewayId ProjectName RouteTableId RouteTableName RouteTableType SubnetIds* Tags*(Key Value) UpdateTime VpcId VpcName) TotalCount:number',
  },
  'vpc:DescribeRouteEntryList': {
    takes:
      'DestinationCidrBlock DestinationPrefixListId MaxResults:number NextHopId NextHopType NextToken PageNumber:number PageSize:number RouteEntryId RouteEntryName RouteEntryType RouteTableId!',
    gives:
      'NextToken PageNumber:number PageSize:number RequestId RouteEntries*(Description DestinationCidrBlock NextHopId NextHopName NextHopType PrefixListCidrBlocks* RouteEntryId RouteEntryName RouteTableId Status Type VpcId) TotalCount:number',
  },
  'vpc:DescribeSecurityGroups': {
    takes:
      'MaxResults:number NextToken PageNumber:number PageSize:number ProjectName SecurityGroupIds* SecurityGroupNames* TagFilters*:object VpcId',
    gives:
      'NextToken PageNumber:number PageSize:number RequestId SecurityGroups*(AccountId AvailableIpCount:number AvailableNetworkInterfaceCount:number CreationTime Description ProjectName SecurityGroupId SecurityGroupName ServiceManaged:flag Status Tags*(Key Value) Type UsedIpCount:number UsedNetworkInterfaceCount:number VpcId) TotalCount:number',
  },
  'vpc:DescribeSecurityGroupAttributes': {
    takes: 'CidrIp Direction PrefixListId Protocol SecurityGroupId! SourceGroupId',
    gives:
      'AccountId CreationTime Description Permissions*(CidrIp CreationTime Description Direction Policy PortEnd:number PortStart:number PrefixListCidrs* PrefixListId Priority:number Protocol SourceGroupId UpdateTime) ProjectName RequestId SecurityGroupId SecurityGroupName ServiceManaged:flag Status Tags*(Key Value) Type UpdateTime VpcId',
  },
  'natgateway:DescribeNatGateways': {
    takes:
      'Description NatGatewayIds* NatGatewayName NetworkType PageNumber:number PageSize:number ProjectName Spec SubnetId TagFilters*:object VpcId',
    gives:
      'NatGateways*(BillingType:number BusinessStatus CreationTime DeletedTime Description DirectMode:flag DnatEntryIds* EipAddresses*(AllocationId EipAddress UsingStatus) ExpiredTime LockReason NatGatewayId NatGatewayName NetworkInterfaceId NetworkType OverdueTime ProjectName SmartScheduleEnabled:flag SmartScheduleRule SnatEntryIds* Spec Status SubnetId Tags*(Key Value) UpdatedAt VpcId ZoneId) PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'natgateway:DescribeSnatEntries': {
    takes:
      'EipId NatGatewayId NatIpId PageNumber:number PageSize:number SnatEntryIds* SnatEntryName SourceCidr SubnetId',
    gives:
      'PageNumber:number PageSize:number RequestId SnatEntries*(EipAddress EipId NatGatewayId NatIpId SnatEntryId SnatEntryName SourceCidr Status SubnetId) TotalCount:number',
  },
  'natgateway:DescribeDnatEntries': {
    takes:
      'DnatEntryIds* DnatEntryName ExternalIp ExternalPort InternalIp InternalPort NatGatewayId PageNumber:number PageSize:number PortType Protocol',
    gives:
      'DnatEntries*(DnatEntryId DnatEntryName ExternalIp ExternalPort InternalIp InternalPort NatGatewayId PortType Protocol Status) PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'clb:DescribeLoadBalancers': {
    takes:
      'AddressIpVersion EipAddress EniAddress InstanceIds* InstanceIps* LoadBalancerIds* LoadBalancerName MasterZoneId PageNumber:number PageSize:number ProjectName Status TagFilters*:object Type VpcId',
    gives:
      'LoadBalancers*(AccountId AddressIpVersion BusinessStatus BypassSecurityGroupEnabled CreateTime DeletedTime Description EipAddress EipID EniAddress EniAddressNum:number EniAddresses*(EipAddress EipId EniAddress) EniID EniIpv6Address ExclusiveClusterId ExpiredTime Ipv6EipId LoadBalancerBillingType:number LoadBalancerId LoadBalancerName LoadBalancerSpec LockReason MasterZoneId ModificationProtectionReason ModificationProtectionStatus NewArch:flag OverdueTime ProjectName ServiceManaged:flag SlaveZoneId Status SubnetId Tags*(Key Value) TimestampRemoveEnabled Type UpdateTime VpcId) PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'clb:DescribeListeners': {
    takes:
      'ListenerIds* ListenerName LoadBalancerId PageNumber:number PageSize:number Protocol TagFilters*:object',
    gives:
      'Listeners*(AclIds* AclStatus AclType Bandwidth:number CACertificateId CAEnabled CertCenterCertificateId CertificateId CertificateSource ClientBodyTimeout:number ClientHeaderTimeout:number ConnectionDrainEnabled ConnectionDrainTimeout:number Cookie Cps:number CreateTime Description DomainExtensions*(CertCenterCertificateId CertificateSource Domain DomainExtensionId) Enabled EndPort:number EnhancedSchedulerEnable EstablishedTimeout:number HealthCheck(Domain Enabled HealthyThreshold:number HttpCode Interval:number Method Port:number Timeout:number UdpExpect UdpRequest UnHealthyThreshold:number Uri) Http2Enabled KeepaliveTimeout:number ListenerId ListenerName LoadBalancerId LoadType MaxConnections:number PersistenceTimeout:number PersistenceType Port:number Protocol ProxyConnectTimeout:number ProxyProtocolType ProxyReadTimeout:number ProxySendTimeout:number ResponseCheckEnabled Scheduler SecurityPolicyId SendTimeout:number ServerGroupId StartPort:number Status Tags*(Key Value) UpdateTime WafProtectionEnabled) PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'clb:DescribeServerGroups': {
    takes:
      'LoadBalancerId PageNumber:number PageSize:number ServerGroupIds* ServerGroupName TagFilters*:object Type',
    gives:
      'PageNumber:number PageSize:number RequestId ServerGroups*(AddressIpVersion AnyPortEnabled CreateTime Description ServerGroupId ServerGroupName Tags*(Key Value) Type UpdateTime) TotalCount:number',
  },
  'clb:DescribeServerGroupAttributes': {
    takes: 'ServerGroupId!',
    gives:
      'AddressIpVersion AnyPortEnabled Description Listeners* LoadBalancerId RequestId ServerGroupId ServerGroupName Servers*(Description InstanceId Ip Port:number ServerId Type Weight:number) Tags*(Key Value) Type',
  },
  'alb:DescribeLoadBalancers': {
    takes:
      'EipAddress EniAddress LoadBalancerIds* LoadBalancerName PageNumber:number PageSize:number ProjectName TagFilters*:object Type VpcId',
    gives:
      'LoadBalancers*(AddressIpVersion BusinessStatus CreateTime DNSName DeleteProtection DeletedTime Description EipAddress EipId EniAddress EniId LoadBalancerBillingType:number LoadBalancerEdition LoadBalancerId LoadBalancerName LocalAddresses* LockReason ModificationProtectionReason ModificationProtectionStatus OverdueTime ProjectName ProxyProtocolEnabled SecurityGroupIds* SniAutoMatch Status SubnetId Tags*(Key Value) Type UpdateTime VpcId WafInstanceId WafProtectionEnabled ZoneMappings*(LoadBalancerAddresses*(Eip(AssociationMode Bandwidth:number EipAddress EipBillingType:number EipType ISP PopLocations*(PopId PopName) SecurityProtectionTypes*) EipAddress EipId EniAddress EniId EniIpv6Address Ipv4LocalAddresses* Ipv6Eip(Bandwidth:number BillingType:number ISP) Ipv6EipId Ipv6LocalAddresses*) SubnetId ZoneId)) PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'alb:DescribeListeners': {
    takes:
      'ListenerIds* ListenerName LoadBalancerId PageNumber:number PageSize:number ProjectName Protocol TagFilters*:object',
    gives:
      'Listeners*(AccessLogRecordCustomizedHeadersEnabled AclIds* AclStatus AclType CACertificateId CACertificateSource CertCenterCertificateId CertificateId CertificateSource CreateTime CustomizedCfgId Description DomainExtensions*(CertCenterCertificateId CertificateId CertificateSource Domain DomainExtensionId ListenerId PcaLeafCertificateId San) EnableHttp2 EnableQuic Enabled ListenerId ListenerName LoadBalancerId PcaLeafCertificateId PcaRootCACertificateId PcaSubCACertificateId Port:number ProjectName Protocol ServerGroupId ServerGroups*(ServerGroupId ServerGroupName) Status Tags*(Key Value) UpdateTime XRealIpEnabled) PageNumber:number PageSize:number RequestId TotalCount:number',
  },
  'alb:DescribeServerGroups': {
    takes:
      'PageNumber:number PageSize:number ProjectName ServerGroupIds* ServerGroupNames* ServerGroupType TagFilters*:object VpcId',
    gives:
      'PageNumber:number PageSize:number RequestId ServerGroups*(CreateTime CrossZoneEnabled Description HealthCheck(Domain Enabled HealthyThreshold:number HttpCode HttpVersion Interval:number Method Port:number Protocol Timeout:number URI UnhealthyThreshold:number) IpAddressType Listeners* ProjectName Protocol Scheduler ServerCount:number ServerGroupId ServerGroupName ServerGroupType Status StickySessionConfig(Cookie CookieTimeout:number StickySessionEnabled StickySessionType) Tags*(Key Value) UpdateTime VpcId) TotalCount:number',
  },
  'alb:DescribeServerGroupBackendServers': {
    takes: 'InstanceIds* Ips* PageNumber:number PageSize:number ServerGroupId!',
    gives:
      'PageNumber:number PageSize:number RequestId Servers*(Description InstanceId Ip Port:number RemoteEnabled ServerId Type Weight:number) TotalCount:number',
  },
  'cen:DescribeCens': {
    takes: 'CenIds* CenName PageNumber:number PageSize:number ProjectName TagFilters*:object',
    gives:
      'Cens*(AccountId CenBandwidthPackageIds* CenId CenName CreationTime Description ProjectName Status Tags*(Key Value) UpdateTime) PageNumber:number PageSize:number TotalCount:number',
  },
  'cen:DescribeCenAttachedInstances': {
    takes: 'CenId InstanceId InstanceRegionId InstanceType PageNumber:number PageSize:number',
    gives:
      'AttachedInstances*(CenId CreationTime InstanceId InstanceOwnerId InstanceRegionId InstanceType Status) PageNumber:number PageSize:number TotalCount:number',
  },
  'transitrouter:DescribeTransitRouters': {
    takes:
      'PageNumber:number PageSize:number ProjectName TagFilters*:object TransitRouterIds* TransitRouterName',
    gives:
      'PageNumber:number PageSize:number TotalCount:number TransitRouters*(AccountId Asn:number BillingOwnerType BusinessStatus CreationTime DeletedTime Description GrantSourceType GrantStatus MulticastEnabled:flag OverdueTime ProjectName Status Tags*(Key Value) TransitRouterId TransitRouterName UpdateTime)',
  },
  'transitrouter:DescribeTransitRouterAttachments': {
    takes:
      'PageNumber:number PageSize:number ResourceId ResourceType TagFilters*:object TransitRouterAttachmentIds* TransitRouterForwardPolicyTableId TransitRouterId TransitRouterTrafficQosMarkingPolicyId TransitRouterTrafficQosQueuePolicyId',
    gives:
      'PageNumber:number PageSize:number TotalCount:number TransitRouterAttachments*(AccountId AutoPublishRouteEnabled:flag BillingAccountId BusinessStatus CreationTime DeletedTime Description Ipv6Enabled:flag OverdueTime ResourceId ResourceType Status Tags*(Key Value) TransitRouterAttachmentId TransitRouterAttachmentName TransitRouterForwardPolicyTableId TransitRouterId TransitRouterRouteTableId TransitRouterTrafficQosMarkingPolicyId TransitRouterTrafficQosQueuePolicyId UpdateTime)',
  },
  'rds_mysql:DescribeRegions': {
    takes: '',
    gives: 'Regions*(RegionId RegionName)',
  },
  'rds_mysql:DescribeDBInstances': {
    takes:
      'ChargeType CreateTimeEnd CreateTimeStart DBEngineVersion EngineType InstanceId InstanceName InstanceStatus InstanceType KernelVersion* NodeSpec PageNumber:number PageSize:number PrivateNetworkIpAddress PrivateNetworkVpcId ProjectName StorageType TagFilters*:object ZoneId',
    gives:
      'Instances*(AddressObject*(DNSVisibility:flag Domain EipId EipLocked:flag IPAddress InternetProtocol NetworkType Port SubnetId) AllowListVersion ChargeDetail(AutoRenew:flag ChargeEndTime ChargeStartTime ChargeStatus ChargeType OverdueReclaimTime OverdueTime Period:number PeriodUnit TempModifyEndTime TempModifyStartTime) CreateTime CurrentKernelVersion DBEngineVersion DeletionProtection DrDtsTaskId EngineType InstanceId InstanceName InstanceStatus InstanceType LowerCaseTableNames MaintenanceWindow(DayKind DayOfWeek* MaintenanceTime) NodeCPUUsedPercentage:number NodeMemoryUsedPercentage:number NodeNumber:number NodeSpaceUsedPercentage:number NodeSpec ProjectName RegionId StorageSpace:number StorageType SubnetId Tags*(Key Value) TimeZone VpcId ZoneId ZoneIds*) Total:number',
  },
  'rds_postgresql:DescribeDBInstances': {
    takes:
      'ChargeType CreateTimeEnd CreateTimeStart DBEngineVersion InstanceId InstanceName InstanceStatus PageNumber:number PageSize:number PrivateNetworkVpcId ProjectName StorageType TagFilters*:object ZoneId',
    gives:
      'Instances*(AddressObject*(CrossRegionDomain DNSVisibility:flag Domain DomainVisibilitySetting EipId IPAddress NetworkType Port SubnetId) ChargeDetail(AutoRenew:flag ChargeEndTime ChargeStartTime ChargeStatus ChargeType Number:number OverdueReclaimTime OverdueTime Period:number PeriodUnit TempModifyEndTime TempModifyStartTime) CreateTime DBEngineVersion Endpoints*(Address*(CrossRegionDomain DNSVisibility:flag Domain DomainVisibilitySetting EipId IPAddress NetworkType Port SubnetId) AutoAddNewNodes Description EnableReadOnly EnableReadWriteSplitting EndpointId EndpointName EndpointType ReadOnlyNodeDistributionType ReadOnlyNodeMaxDelayTime:number ReadOnlyNodeWeight*(NodeId NodeType Weight:number) ReadWriteMode ReadWriteProxyConnection:number WriteNodeHaltWriting:flag) InstanceId InstanceName InstanceStatus InstanceType MaintenanceWindow(DayKind DayOfWeekMaintenanceTime*(DayOfWeek MaintenanceWindowStartTime Period:number)) NodeNumber:number NodeSpec ProjectName RegionId StorageSpace:number StorageType SubnetId Tags*(Key Value) VpcId ZoneId ZoneIds*) Total:number',
  },
  'rds_mssql:DescribeDBInstances': {
    takes:
      'ChargeType CreateTimeEnd CreateTimeStart DBEngineVersion InstanceCategory InstanceId InstanceName InstanceStatus InstanceType PageNumber:number PageSize:number PrimaryInstanceId ProjectName ServerCollation TagFilters*:object ZoneId',
    gives:
      'InstancesInfo*(ChargeDetail(AutoRenew:flag ChargeEndTime ChargeStartTime ChargeStatus ChargeType OverdueReclaimTime OverdueTime Period:number PeriodUnit) CreateTime DBEngineVersion InstanceCategory InstanceId InstanceName InstanceStatus InstanceType MaintenanceTime NodeDetailInfo*(CreateTime HostName InstanceId Memory:number NodeIP NodeId NodeSpec NodeStatus NodeType RegionId UpdateTime VCPU:number ZoneId) NodeSpec Port PrimaryInstanceId ProjectName ReadOnlyNumber:number RegionId ServerCollation StorageSpace:number StorageType SubnetId Tags*(Key Value) TimeZone VpcId ZoneId) Total:number',
  },
  'rds_mssql:DescribeDBInstanceDetail': {
    takes: 'InstanceId!',
    gives:
      'BasicInfo(BackupUse:number CreateTime DBEngineVersion InnerVersion InstanceId InstanceName InstanceStatus InstanceType MaintenanceTime Memory:number NodeSpec PrimaryInstanceId ProjectName ReadOnlyNumber:number RegionId ServerCollation SlowQueryEnable:flag SlowQueryTime StorageSpace:number StorageType StorageUse:number SubnetId Tags*(Key Value) TimeZone UpdateTime VCPU:number VpcId ZoneId) ChargeDetail(AutoRenew:flag ChargeEndTime ChargeStartTime ChargeStatus ChargeType OverdueReclaimTime OverdueTime Period:number PeriodUnit) ConnectionInfo*(Address*(DNSVisibility:flag Domain EipId IPAddress NetworkType Port SubnetId) Description EndpointId EndpointName EndpointType) NodeDetailInfo*(CreateTime HostName InstanceId Memory:number NodeIP NodeId NodeSpec NodeStatus NodeType RegionId UpdateTime VCPU:number ZoneId)',
  },
  'redis:DescribeDBInstances': {
    takes:
      'ChargeType DataLayout EngineVersion InstanceId InstanceName PageNumber:number PageSize:number ProjectName RegionId ServiceType ShardedCluster:number Status TagFilters*:object VpcId ZoneId',
    gives:
      'Instances*(BlueGreenRole Capacity(Total:number Used:number) ChargeType CreateTime DataLayout DeletionProtection EngineVersion ExpiredTime InstanceClass InstanceId InstanceName MultiAZ NodeNumber:number PrivateAddress PrivatePort ProjectName RegionId ServiceType ShardCapacity:number ShardNumber:number ShardedCluster:number Status Tags*(Key Value) VIP VIPv6 VpcId ZoneIds*) TotalInstancesNum:number',
  },
  'redis:DescribeDBInstanceDetail': {
    takes: 'InstanceId!',
    gives:
      'AutoRenew:flag BlueGreenRole Capacity(Total:number Used:number) ChargeType ConfigureNodes*(AZ) CreateTime DataLayout DeletionProtection EngineVersion ExpiredTime InstanceClass InstanceId InstanceName MaintenanceTime MaxConnections:number Modules* MultiAZ NodeNumber:number ProjectName RegionId ShardCapacity:number ShardCapacityV2:number ShardNumber:number ShardedCluster:number Status SubnetId Tags*(Key Value) VisitAddrs*(AddrType Address EipId Port VIP VIPv6) VpcAuthMode VpcId ZoneIds*',
  },
  'redis:DescribeEnterpriseDBInstanceDetail': {
    takes: 'InstanceId!',
    gives:
      'AutoRenew:flag Capacity(Total:number Used:number) ChargeType CreateTime DataLayout DeletionProtection EngineVersion ExpiredTime FlashPerShard:number InstanceId InstanceName MaintenanceTime Modules* MultiAZ NodeNumber:number ProjectName RamPerShard:number RegionId ShardNumber:number Status SubnetId Tags*(Key Value) VisitAddrs*(AddrType EipId IPAddress Port VIP) VpcId ZoneIds*',
  },
  'vke:ListClusters': {
    takes: 'Filter:object PageNumber:number PageSize:number ProjectName Tags*:object',
    gives:
      'Items*(ClusterConfig(ApiServerEndpoints(PrivateIp(Ipv4) PublicIp(Ipv4)) ApiServerPublicAccessConfig(AccessSourceIpsv4* PublicAccessNetworkConfig(Bandwidth:number BandwidthPackageId BillingType:number Isp)) ApiServerPublicAccessEnabled:flag IpFamily ResourcePublicAccessDefaultEnabled:flag SecurityGroupIds* SubnetIds* VpcId) CreateClientToken CreateTime DeleteProtectionEnabled:flag Description Id KubernetesVersion Message Name NodeStatistics(CreatingCount:number DeletingCount:number FailedCount:number RunningCount:number TotalCount:number UpdatingCount:number) PodsConfig(FlannelConfig(MaxPodsPerNode:number PodCidrs* SubnetIds*) PodNetworkMode VpcCniConfig(SubnetIds* TrunkEniEnabled:flag VciSubnetIds*)) ProjectName ServicesConfig(ServiceCidrsv4*) Status(Conditions*(Type) Phase) Tags*(Key Type Value) Type UpdateClientToken UpdateTime) PageNumber:number PageSize:number TotalCount:number',
  },
  'sts:AssumeRole': {
    takes: 'DurationSeconds:number Policy RoleSessionName! RoleTrn! Tags*:object',
    gives:
      'AssumedRoleUser(AssumedRoleId Trn) Credentials(AccessKeyId CurrentTime ExpiredTime SecretAccessKey SessionToken)',
  },
  'sts:GetCallerIdentity': {
    takes: '',
    gives: 'AccountId:number IdentityId IdentityType Trn',
  },
};
