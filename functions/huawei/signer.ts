// Loaded by the first request: it comes with a calendar that is larger than all else of this cloud.
export { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
