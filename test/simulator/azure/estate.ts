/**
 * What there is in the simulated cloud: documents as Azure Resource Manager has them, by subscription. What the graph
 * shows of them, and what a list leaves out, is for who answers (`graph.ts`, `lists.ts`).
 */

/** `TrackedResource` of specification/common-types/resource-management of github.com/Azure/azure-rest-api-specs. */
export interface Resource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly zones?: readonly string[];
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly kind?: string;
  readonly tags?: Readonly<Record<string, string>> | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Of machines: `PowerState/running` …; no list says it unless asked, and the graph says it in a place of its own. */
  readonly power?: string;
}

/** Schema `Location` of specification/resources, subscriptions 2022-12-01. */
export interface Location {
  readonly name: string;
  readonly displayName: string;
  readonly regionType: 'Physical' | 'Logical';
  /** Physical zones by what this subscription calls them. */
  readonly zones: Readonly<Record<string, string>>;
}

export interface SubscriptionEstate {
  readonly id: string;
  readonly tenant: string;
  name: string;
  /** `SubscriptionState`: https://learn.microsoft.com/en-us/azure/cost-management-billing/manage/subscription-states */
  state: 'Enabled' | 'Warned' | 'PastDue' | 'Disabled' | 'Deleted';
  locations: readonly Location[];
  readonly resources: Resource[];
  /** Namespaces (`Microsoft.Sql`) that are not registered here. */
  readonly notRegistered: string[];
  /** Namespaces, or types, that the role does not allow to be read: lists refuse them, the graph leaves their rows out. */
  readonly unreadable: string[];
  /** Lost to the graph, though still in the list of subscriptions: rows are left out without a word. */
  hidden: boolean;
}

export interface Group {
  readonly id: string;
  /** Subscriptions below it, at any depth. */
  readonly subscriptions: readonly string[];
}

export interface Application {
  readonly clientId: string;
  readonly clientSecret: string;
  expired: boolean;
}

export interface TenantEstate {
  readonly id: string;
  readonly applications: Application[];
  readonly groups: Group[];
}

export interface Estate {
  readonly tenants: Record<string, TenantEstate>;
  readonly subscriptions: Record<string, SubscriptionEstate>;
}

export const emptyEstate = (): Estate => ({ tenants: {}, subscriptions: {} });

/** A tenant with one application, called after it. */
export function tenant(id: string): TenantEstate {
  const clientId = `c11e4700${id.slice(8)}`;
  const application = { clientId, clientSecret: `secret~of.${clientId}`, expired: false };
  return { id, applications: [application], groups: [] };
}

export const subscription = (
  id: string,
  of: string,
  name: string,
  locations: readonly Location[],
): SubscriptionEstate => ({
  id,
  tenant: of,
  name,
  state: 'Enabled',
  locations,
  resources: [],
  notRegistered: [],
  unreadable: [],
  hidden: false,
});

export function subscriptionOf({ subscriptions }: Estate, id: string): SubscriptionEstate {
  const found = subscriptions[id];
  if (found === undefined) throw new Error(`no subscription ${id}`);
  return found;
}

/** Names as https://learn.microsoft.com/en-us/azure/reliability/regions-list has them. */
const NAMES: Readonly<Record<string, string>> = {
  eastus: 'East US',
  westeurope: 'West Europe',
  southeastasia: 'Southeast Asia',
  germanywestcentral: 'Germany West Central',
};

/** A region whose zones 1, 2 and 3 are the physical ones of these numbers. */
export const location = (name: string, physical: readonly number[]): Location => ({
  name,
  displayName: NAMES[name] ?? name,
  regionType: 'Physical',
  zones: Object.fromEntries(physical.map((number, n) => [String(n + 1), `${name}-az${number}`])),
});

/** One that groups regions and has no place. */
export const logicalLocation = (name: string, displayName: string): Location => ({
  name,
  displayName,
  regionType: 'Logical',
  zones: {},
});
