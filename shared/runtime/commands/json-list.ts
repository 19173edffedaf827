import type { Context } from './context.ts';

/** A JSON array, item by item: what is listed need not fit into memory. */
export function createJsonList({ print }: Pick<Context, 'print'>): {
  add(item: unknown): void;
  finish(): void;
} {
  let open = false;
  return {
    add(item) {
      print(`${open ? ',' : '['} ${JSON.stringify(item)}`);
      open = true;
    },
    finish: () => print(open ? ']' : '[]'),
  };
}
