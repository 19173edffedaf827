/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export function statusOf(
  code: number,
  reason: string,
  message: string,
  causes: readonly string[] = [],
): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(causes.length > 0 && { details: { causes: causes.map((cause) => ({ reason: cause })) } }),
    code,
  };
}

export class Refusal extends Error {
  readonly code: number;
  readonly status: object;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: number,
    reason: string,
    message: string,
    causes: readonly string[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = statusOf(code, reason, message, causes);
    this.headers = headers;
  }
}
