// What a domain of type filereader reads of its file: the `yaml` tags of FileInfo and its parts in
// https://github.com/deepflowio/deepflow/blob/main/server/controller/cloud/filereader/model.go.

export interface FilePort {
  readonly ip_address: string;
  readonly mac_address: string;
  readonly subnet_name: string;
}

/** Each thing is named by others by its name: names are unique, kind by kind. */
export interface FileContent {
  readonly regions: readonly { readonly name: string }[];
  readonly azs: readonly { readonly name: string; readonly region: string }[];
  readonly hosts: readonly never[];
  /** VPCs. */
  readonly tenants: readonly { readonly name: string; readonly region: string }[];
  readonly networks: readonly {
    readonly name: string;
    readonly external: boolean;
    readonly net_type: 'wan' | 'lan';
    readonly shared: boolean;
    readonly segmentation_id: number;
    readonly tenant_name: string;
    readonly az: string;
    readonly region: string;
  }[];
  /** One for each block of a network. */
  readonly subnets: readonly {
    readonly name: string;
    readonly cidr: string;
    readonly gateway_ip: string;
    readonly network_name: string;
  }[];
  readonly routers: readonly never[];
  readonly vms: readonly {
    readonly name: string;
    /** The address of the host that it runs on. */
    readonly launch_server: string;
    readonly tenant_name: string;
    readonly az: string;
    readonly region: string;
    readonly ports: readonly FilePort[];
  }[];
}

/**
 * As YAML: each item on its line, as JSON, which is YAML 1.1 too, with every
 * text quoted: no name is taken for a number, a date or a truth. What a reader
 * of YAML takes for a line end or a control character is not in it: `storable`
 * has put `_` there.
 */
export function yamlOf(content: FileContent): string {
  const lists = Object.entries(content).map(([key, items]: readonly [string, readonly object[]]) =>
    items.length === 0
      ? `${key}: []\n`
      : `${key}:\n${items.map((item) => `- ${JSON.stringify(item)}\n`).join('')}`,
  );
  return `# Written by cloud-tag-sync, for a domain of type filereader.\n${lists.join('')}`;
}
