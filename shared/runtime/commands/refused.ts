/** What was asked cannot be done. The message names the thing, the reason and the remedy, in one line. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** For a file that was not written; what no system says stays as it is. */
export function fileRefusal(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const { code } = error;
  const why =
    code === 'EEXIST'
      ? 'is there already: --force overwrites it, --config names another'
      : `cannot be written (${String(code)}): choose a folder that is there and that this user may write to`;
  return new Refused(`${path} ${why}`, { cause: error });
}
