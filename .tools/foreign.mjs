// What a function must not carry: other providers' packages and sources, and what is of the command and the tests.

/** The vendor packages of each provider. */
const VENDORS = {
  aws: /^(?:@aws-sdk|@aws-crypto|@aws|@smithy)\//,
  aliyun: /^(?:@alicloud\/|ali-oss$)/,
  azure: /^@azure(?:-rest)?\//,
  baidu: /^@baiducloud\//,
  huawei: /^(?:@huaweicloud\/|esdk-obs-nodejs$)/,
  qingcloud: /^qing(?:cloud|stor)/,
  tencent: /^(?:tencentcloud-sdk-nodejs|cos-nodejs-sdk)/,
  volcengine: /^@volc(?:engine|-sdk)?\//,
  kubernetes: /^@kubernetes\//,
};

/** Of the command and the tests; in a function they are dead weight. */
const NOT_IN_A_FUNCTION = new Set(['commander', 'cli-progress', 'tsx', 'esbuild', 'fast-check', 'vitest']);

/** What the S3 store and the references to AWS secrets are signed and read with, in every function. */
const OF_THE_STORE = new Set(['@smithy/core', '@smithy/signature-v4', '@aws-sdk/xml-builder']);

/**
 * Clusters of EKS are entered with AWS credentials: what finds those, STS, which issues them for roles, and what these
 * stand on. No list of AWS is among it.
 */
const OF_EKS =
  /^(?:@aws-sdk\/(?:client-sts|core|credential-provider-[\w-]+|nested-clients|signature-v4-multi-region|token-providers)|@aws\/lambda-invoke-store|@smithy\/.+)$/;

export function foreignIn(outputs, provider) {
  const packages = packagesIn(outputs).filter((name) => isForeign(name, provider));
  const folders = filesIn(outputs).flatMap((file) => /^functions\/[^/]+(?=\/)/.exec(file) ?? []);
  return [...new Set([...packages, ...folders.filter((folder) => folder !== `functions/${provider}`)])];
}

export function packagesIn(outputs) {
  const names = filesIn(outputs).flatMap((file) => {
    // `node_modules/a/node_modules/@b/c/file.js` is of `@b/c`.
    const inner = file.split('node_modules/');
    return inner.length === 1 ? [] : [/^(?:@[^/]+\/)?[^/]+/.exec(inner.at(-1))[0]];
  });
  return [...new Set(names)];
}

const filesIn = (outputs) => Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));

function isForeign(name, provider) {
  if (OF_THE_STORE.has(name)) return false;
  if (NOT_IN_A_FUNCTION.has(name)) return true;
  if (provider === 'kubernetes' && OF_EKS.test(name)) return false;
  return Object.entries(VENDORS).some(([vendor, pattern]) => vendor !== provider && pattern.test(name));
}
