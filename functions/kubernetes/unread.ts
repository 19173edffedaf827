/**
 * Who set which field of an object, as the API server keeps it: about half of what
 * an object of a list takes, and nothing that is read here.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
const UNREAD = Buffer.from(',"managedFields":[');
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * JSON without what nobody reads, so that it need not be parsed. Within a text a
 * quote is escaped, so what is looked for is found as a field only; where it does
 * not end it stays, and with it what is wrong with it.
 */
export function withoutUnread(json: Buffer): string {
  let kept = '';
  let from = 0;
  for (let at = json.indexOf(UNREAD); at >= 0; at = json.indexOf(UNREAD, from)) {
    const end = endOf(json, at + UNREAD.length);
    if (end === undefined) break;
    kept += json.toString('utf8', from, at);
    from = end;
  }
  return kept + json.toString('utf8', from);
}

/** Behind the bracket that closes what is open at `from`. */
function endOf(json: Buffer, from: number): number | undefined {
  let depth = 1;
  for (let n = from; n < json.length; n++) {
    const byte = json[n];
    if (byte === QUOTE) n = quoteAfter(json, n + 1);
    else if (byte === OPEN || byte === OPEN_LIST) depth++;
    else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) return n + 1;
  }
  return undefined;
}

function quoteAfter(json: Buffer, from: number): number {
  let n = from;
  while (n < json.length && json[n] !== QUOTE) n += json[n] === BACKSLASH ? 2 : 1;
  return n;
}
