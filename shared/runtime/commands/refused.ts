/** What was asked cannot be done. The message names the thing, the reason and the remedy, in one line. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
