/** Where a cloud is: Azure has one for everybody and some for states. */
export interface Place {
  /** Of Azure Resource Manager and Resource Graph. */
  readonly management: string;
  /** Of Microsoft Entra ID, which gives the tokens. */
  readonly authority: string;
}

export const CLOUD_NAMES = ['public', 'china', 'usgov'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

/**
 * https://learn.microsoft.com/en-us/azure/china/resources-developer-guide
 * https://learn.microsoft.com/en-us/azure/azure-government/compare-azure-government-global-azure
 */
export const CLOUDS: Readonly<Record<CloudName, Place>> = {
  public: { management: 'https://management.azure.com', authority: 'https://login.microsoftonline.com' },
  china: { management: 'https://management.chinacloudapi.cn', authority: 'https://login.chinacloudapi.cn' },
  usgov: {
    management: 'https://management.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
  },
};
