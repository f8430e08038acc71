// A queue of bounded length whose ends move instead of its elements: moving them is what an array's `shift` costs.

/** Holds the last values added, oldest first; beyond its capacity each pushes out the oldest. */
export class Ring<T> implements Iterable<T> {
  readonly #capacity: number;
  readonly #slots: (T | undefined)[] = [];
  #start = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  get first(): T | undefined {
    return this.#slots[this.#start];
  }

  get last(): T | undefined {
    return this.#size === 0 ? undefined : this.#slots[(this.#start + this.#size - 1) % this.#capacity];
  }

  push(value: T): void {
    const end = this.#start + this.#size;
    this.#slots[end < this.#capacity ? end : end - this.#capacity] = value;
    if (this.#size < this.#capacity) this.#size += 1;
    else this.#start = (this.#start + 1) % this.#capacity;
  }

  /** Drops the oldest. */
  shift(): void {
    if (this.#size === 0) return;
    this.#slots[this.#start] = undefined;
    this.#start = (this.#start + 1) % this.#capacity;
    this.#size -= 1;
  }

  clear(): void {
    this.#slots.length = 0;
    this.#start = 0;
    this.#size = 0;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.#size; index += 1) yield this.#slots[(this.#start + index) % this.#capacity] as T;
  }
}
