import type { Address, Device, Placed, Resource, State } from './parts.ts';
import type { Ref } from './ref.ts';

/** One end that clients connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | undefined;
  readonly role: 'primary' | 'reader' | 'custom' | 'node';
}

/** What runs in a cloud's networks. */
export interface ServiceModels {
  vm: Resource<'vm'> &
    Placed & {
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnet: Ref<'subnet'> | undefined;
      readonly az: Ref<'az'> | undefined;
      readonly state: State;
      readonly type: string | undefined;
      /** The primary private address. */
      readonly ip: string | undefined;
      readonly hostname: string | undefined;
      /** ISO 8601, UTC; only a time that never moves. */
      readonly created: string | undefined;
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  load_balancer: Resource<'load_balancer'> &
    Placed & {
      readonly type: string;
      readonly scheme: 'internal' | 'external';
      readonly state: State;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly hostname: string | undefined;
      readonly addresses: readonly Address[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  /** `target_groups`: native ids; targets of the same group name it too. */
  lb_listener: Resource<'lb_listener'> & {
    readonly load_balancer: Ref<'load_balancer'>;
    readonly protocol: string;
    readonly port: number | undefined;
    readonly target_groups: readonly string[];
  };
  /** Membership of one target in one group, not its health. */
  lb_target: Resource<'lb_target'> & {
    readonly target_group: string;
    readonly load_balancers: readonly Ref<'load_balancer'>[];
    readonly protocol: string | undefined;
    readonly port: number | undefined;
    /** Or its interface, where no more is told: whose that is, its own record says. */
    readonly device: Ref<Device | 'nic'> | undefined;
    readonly ip: string | undefined;
  };
  rds: Resource<'rds'> &
    Placed & {
      readonly engine: string;
      readonly version: string | undefined;
      readonly role: 'cluster' | 'primary' | 'replica' | 'single';
      readonly state: State;
      readonly type: string | undefined;
      readonly cluster: Ref<'rds'> | undefined;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly az: Ref<'az'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly endpoints: readonly Endpoint[];
      readonly addresses: readonly Address[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  redis: Resource<'redis'> &
    Placed & {
      readonly engine: string;
      readonly version: string | undefined;
      readonly role: 'cluster' | 'node' | 'single' | 'serverless';
      readonly state: State;
      readonly type: string | undefined;
      readonly cluster: Ref<'redis'> | undefined;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly az: Ref<'az'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly endpoints: readonly Endpoint[];
      readonly addresses: readonly Address[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
  k8s_cluster: Resource<'k8s_cluster'> &
    Placed & {
      readonly version: string | undefined;
      readonly state: State;
      readonly vpc: Ref<'vpc'> | undefined;
      readonly subnets: readonly Ref<'subnet'>[];
      readonly endpoint: string | undefined;
      readonly service_cidrs: readonly string[];
      readonly security_groups: readonly Ref<'security_group'>[];
    };
}
