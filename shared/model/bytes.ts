import type { Spans } from './spans.ts';

/** A chunk's bytes: the first one's, since most sources are small, and at most. */
const FIRST_CHUNK = 16 * 1024;
const CHUNK = 1024 * 1024;

/**
 * Lines, one after the other, in chunks of bytes that stay as they are. What is
 * put in makes the last line longer; a line that no longer fits moves to a new
 * chunk, so offsets are good only within the line.
 */
export class Bytes {
  readonly chunks: Buffer[] = [];
  #chunk = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  /** Where the last line begins in the last chunk. */
  get start(): number {
    return this.#start;
  }

  /** Of the last line, so far. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** The last line: a view, not a copy. */
  get line(): Uint8Array {
    return this.#chunk.subarray(this.#start, this.#end);
  }

  newLine(): void {
    this.#start = this.#end;
  }

  /** Takes back what was put in since the line had this length. */
  cut(length: number): void {
    this.#end = this.#start + length;
  }

  byte(byte: number): void {
    this.#room(1);
    this.#chunk[this.#end++] = byte;
  }

  copy(bytes: Uint8Array): void {
    this.#room(bytes.length);
    const chunk = this.#chunk;
    let at = this.#end;
    for (let n = 0; n < bytes.length; n++) chunk[at++] = bytes[n] ?? 0;
    this.#end = at;
  }

  /** Any text, in UTF-8. */
  text(text: string): void {
    if (!this.plain(text)) this.#end += this.#chunk.write(text, this.#end);
  }

  /** The same, but puts in nothing of what JSON must escape, or may have to: it is `false` then. */
  plain(text: string): boolean {
    this.#room(text.length * 3);
    const chunk = this.#chunk;
    let at = this.#end;
    for (let n = 0; n < text.length; n++) {
      const unit = text.charCodeAt(n);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) return false;
        chunk[at++] = unit;
      } else if (unit < 0x800) {
        chunk[at++] = 0xc0 | (unit >> 6);
        chunk[at++] = 0x80 | (unit & 0x3f);
      } else {
        if (unit >= 0xd800 && unit <= 0xdfff) return false; // a surrogate, perhaps a lone one
        chunk[at++] = 0xe0 | (unit >> 12);
        chunk[at++] = 0x80 | ((unit >> 6) & 0x3f);
        chunk[at++] = 0x80 | (unit & 0x3f);
      }
    }
    this.#end = at;
    return true;
  }

  /** Puts the pieces that end the line in order, each once, `separator` between them. */
  sort(spans: Spans, separator: number): void {
    if (spans.isOrdered(this.#chunk, this.#start)) return;
    const from = spans.at(0).from;
    const size = this.length - from;
    this.#room(size);
    const chunk = this.#chunk;
    const copy = this.#start + size; // the pieces again, behind the line: they stand as far from here
    chunk.copyWithin(this.#end, this.#start + from, this.#end);
    spans.sort(chunk, copy);
    let at = this.#start + from;
    for (let n = 0; n < spans.size; n++) {
      if (n > 0 && spans.compare(chunk, copy, n - 1, n) === 0) continue;
      if (n > 0) chunk[at++] = separator;
      const span = spans.at(n);
      chunk.copyWithin(at, copy + span.from, copy + span.to);
      at += span.to - span.from;
    }
    this.#end = at;
  }

  #room(needed: number): void {
    if (this.#end + needed <= this.#chunk.length) return;
    const { length } = this;
    if (this.#start === 0) this.chunks.pop(); // the line has it for itself
    const usual = Math.min(CHUNK, FIRST_CHUNK * 2 ** this.chunks.length);
    const chunk = Buffer.allocUnsafeSlow(Math.max(usual, length * 2 + needed));
    this.#chunk.copy(chunk, 0, this.#start, this.#end);
    this.chunks.push(chunk);
    this.#chunk = chunk;
    this.#start = 0;
    this.#end = length;
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c] as const;
