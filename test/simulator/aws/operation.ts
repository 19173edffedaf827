/** One API operation of the simulated cloud: the vendor's schema and what it answers. */
import type { AccountEstate, Estate, RegionEstate } from './estate.ts';
import { AwsFailure, type ServiceName } from './errors.ts';
import type { Fault } from '../cloud/faults.ts';
import type { Identities, Identity } from './identities.ts';
import type { PageTurner, Paging } from './paging.ts';
import { type OperationShape, readOperation } from './schema.ts';

export interface Context {
  readonly estate: Estate;
  readonly account: AccountEstate;
  readonly region: string;
  readonly here: RegionEstate;
  readonly caller: Identity;
  readonly identities: Identities;
  readonly pages: PageTurner;
  readonly fault: Fault | undefined;
  readonly now: number;
}

export interface Operation {
  readonly shape: OperationShape;
  /** As IAM spells it. */
  readonly action: string;
  readonly paging: Paging | undefined;
  answer(input: Readonly<Record<string, unknown>>, context: Context): object;
}

export interface Service {
  readonly name: ServiceName;
  /** In the credential scope of a signature. */
  readonly signingName: string;
  readonly protocol: 'ec2' | 'query' | 'json' | 'rest';
  /** API version: part of a query request. */
  readonly version: string;
  readonly xmlNamespace: string;
  /** Prefix of `X-Amz-Target`. */
  readonly target: string;
  readonly operations: readonly Operation[];
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the vendor's schema promises this input
export function operation<Input>(
  schema: unknown,
  prefix: string,
  answer: (input: Input, context: Context) => object,
): Operation {
  const shape = readOperation(schema);
  return {
    shape,
    action: `${prefix}:${shape.name}`,
    paging: undefined,
    answer: (input, context) => answer(input as Input, context),
  };
}

export interface Listing<Input, Row> {
  readonly paging: Paging;
  /** In a stable order. The same array as long as nothing changed makes later pages cheap. */
  readonly rows: (input: Input, context: Context) => readonly Row[];
  readonly id: (row: Row) => string;
  readonly page: (rows: readonly Row[]) => object;
}

export function listing<Input, Row>(
  schema: unknown,
  prefix: string,
  { paging, rows, id, page }: Listing<Input, Row>,
): Operation {
  const shape = readOperation(schema);
  const action = `${prefix}:${shape.name}`;
  return {
    shape,
    action,
    paging,
    answer: (input, context) => {
      const { [paging.size]: size, [paging.token]: token, ...rest } = input;
      const { items, next } = context.pages.turn({
        request: JSON.stringify([context.account.id, context.region, action, rest]),
        token: typeof token === 'string' && token !== '' ? token : undefined,
        size: checkedSize(size, paging),
        rows: rows(input as Input, context),
        id,
        fault: context.fault,
      });
      return { ...page(items), [paging.next]: next ?? paging.end };
    },
  };
}

/** Messages as EC2 and the query services word them. */
function checkedSize(size: unknown, { size: name, min, max, usual }: Paging): number {
  if (size === undefined) return usual;
  const value = Number(size);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const bound = value > max ? `less than or equal to ${max}` : `greater than or equal to ${min}`;
  throw new AwsFailure(
    'bad-page-size',
    `Value ( ${value} ) for parameter ${name} is invalid. Expecting a value ${bound}.`,
  );
}
