/** A refusal with its OPT_STATUS. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The handler itself fell over: gin answers 500 with an empty body. */
export class Crashed extends Error {}
