/** Words in one piece of memory that grows; those that are new are 0. */
export class Words {
  all = new Uint32Array(1 << 10);

  /** Room for that many. Of what is taken in advance, the machine gives memory when it is written. */
  reach(size: number): void {
    if (size <= this.all.length) return;
    const all = new Uint32Array(Math.ceil(size * 1.5));
    all.set(this.all);
    this.all = all;
  }
}
