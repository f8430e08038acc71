// JSON (RFC 8259) as authors write it in examples: repaired where it is broken, with the place of every part and every repair.

/** A piece of the text: `offset` and `length` in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

export type JsonNode = Span &
  (
    | { readonly kind: "object"; readonly members: readonly JsonMember[] }
    | { readonly kind: "array"; readonly items: readonly JsonNode[] }
    | { readonly kind: "value"; readonly value: string | number | boolean | null }
    /** A bare word that stands for a value: `date`, `Blob`, `...`. Never a value to serve. */
    | { readonly kind: "placeholder"; readonly text: string }
  );

export interface JsonMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonNode;
}

/** Something that is no JSON, and what it was read as. */
export interface Repair extends Span {
  /** What was found and what JSON wants, as the middle of a sentence. */
  readonly message: string;
}

export interface TolerantJson {
  /** Undefined where the text holds nothing that looks like JSON. */
  readonly root: JsonNode | undefined;
  readonly repairs: readonly Repair[];
}

const MAX_DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BARE = /[^\s,:;{}[\]"'“”]+/y;
const SPACE = /(?:\s|\u00a0|\ufeff|\/\/[^\n]*|\/\*[\s\S]{0,2000}?\*\/|#[^\n]*)+/y;
const PLAIN_SPACE = /[ \t\n\r]*/y;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "”": "”", "‘": "’" };

/** Reads a text as JSON, in one pass; never throws. Valid JSON comes back without a repair. */
export function readTolerantJson(text: string): TolerantJson {
  const reader = new Reader(text);
  const root = reader.value(0);
  reader.end();
  return { root, repairs: reader.repairs };
}

class Reader {
  readonly repairs: Repair[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode | undefined {
    this.#space();
    const offset = this.#at;
    const letter = this.#text[offset];
    if (letter === undefined) return undefined;
    if (letter === "{" || letter === "[") {
      if (depth >= MAX_DEPTH) return this.#tooDeep(offset);
      return letter === "{" ? this.#object(depth) : this.#array(depth);
    }
    if (QUOTES[letter] !== undefined) {
      const value = this.#string();
      return { kind: "value", value, offset, length: this.#at - offset };
    }
    return this.#bare();
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) this.#repair(this.#at, this.#text.length - this.#at, "has text behind its end");
  }

  #object(depth: number): JsonNode {
    const offset = this.#at++;
    const members: JsonMember[] = [];
    let separated = true;
    while (true) {
      this.#space();
      const letter = this.#text[this.#at];
      if (letter === "}") {
        if (!separated || members.length === 0) this.#at++;
        else {
          this.#repair(this.#lastComma, 1, "has a comma behind the last member of an object");
          this.#at++;
        }
        break;
      }
      if (letter === undefined || letter === "]") {
        this.#repair(Math.max(offset, this.#at - 1), 1, "lacks the `}` of an object");
        break;
      }
      if (letter === ",") {
        if (separated) this.#repair(this.#at, 1, "has a comma where a member should stand");
        this.#lastComma = this.#at++;
        separated = true;
        continue;
      }
      if (letter === ";" || letter === ":" || letter === "{" || letter === "[") {
        this.#repair(this.#at, 1, `has a \`${letter}\` where a member should stand`);
        if (letter === "{" || letter === "[") this.value(depth + 1);
        else this.#at++;
        continue;
      }
      if (!separated) this.#repair(this.#at, 1, "lacks a comma between two members");
      members.push(...this.#member(depth));
      separated = false;
    }
    return { kind: "object", members, offset, length: this.#at - offset };
  }

  #lastComma = 0;

  #member(depth: number): readonly JsonMember[] {
    const offset = this.#at;
    const quoted = QUOTES[this.#text[offset] ?? ""] !== undefined;
    const bare = quoted ? undefined : this.#bareWord();
    const key = quoted ? this.#string() : (bare ?? "");
    const keySpan = { offset, length: this.#at - offset };
    this.#space();
    if (this.#text[this.#at] !== ":") {
      // A word alone: `...`, or the rest of something broken.
      this.#repair(offset, keySpan.length, `has \`${cut(key)}\` where a member should stand`);
      return [];
    }
    if (!quoted) this.#repair(offset, keySpan.length, `has the key \`${cut(key)}\` without quotes`);
    this.#at++;
    this.#space();
    const next = this.#text[this.#at];
    if (next === undefined || next === "," || next === "}" || next === "]") {
      this.#repair(offset, keySpan.length, `has no value for \`${cut(key)}\``);
      return [{ key, keySpan, value: { kind: "placeholder", text: "", offset: this.#at, length: 0 } }];
    }
    const value = this.value(depth + 1);
    return value === undefined ? [] : [{ key, keySpan, value }];
  }

  #array(depth: number): JsonNode {
    const offset = this.#at++;
    const items: JsonNode[] = [];
    let separated = true;
    while (true) {
      this.#space();
      const letter = this.#text[this.#at];
      if (letter === "]") {
        if (separated && items.length > 0)
          this.#repair(this.#lastComma, 1, "has a comma behind the last item of a list");
        this.#at++;
        break;
      }
      if (letter === undefined || letter === "}") {
        this.#repair(Math.max(offset, this.#at - 1), 1, "lacks the `]` of a list");
        break;
      }
      if (letter === ",") {
        if (separated) this.#repair(this.#at, 1, "has a comma where an item should stand");
        this.#lastComma = this.#at++;
        separated = true;
        continue;
      }
      if (letter === ";" || letter === ":") {
        this.#repair(this.#at, 1, `has a \`${letter}\` where an item should stand`);
        this.#at++;
        continue;
      }
      if (!separated) this.#repair(this.#at, 1, "lacks a comma between two items");
      const item = this.value(depth + 1);
      if (item !== undefined && !(item.kind === "placeholder" && /^(\.{2,}|…)$/.test(item.text))) items.push(item);
      separated = false;
    }
    return { kind: "array", items, offset, length: this.#at - offset };
  }

  #string(): string {
    const start = this.#at++;
    const open = this.#text[start] ?? '"';
    const close = QUOTES[open] ?? '"';
    if (open !== '"') this.#repair(start, 1, `has a \`${open}\` where JSON wants a \`"\``);
    let index = this.#at;
    while (index < this.#text.length && this.#text[index] !== close && this.#text[index] !== "\n") {
      index += this.#text[index] === "\\" ? 2 : 1;
    }
    const closed = this.#text[index] === close;
    if (!closed) {
      // An unclosed text ends before the punctuation that ends its line.
      index = Math.min(index, this.#text.length);
      while (index > this.#at && /[\s,}\]]/.test(this.#text[index - 1] ?? "")) index--;
      this.#repair(start, index - start, "has a text without its closing quote");
    }
    const raw = this.#text.slice(this.#at, index);
    this.#at = closed ? index + 1 : index;
    return open === '"' && closed ? this.#unescaped(raw, start) : unescapeLoosely(raw);
  }

  #unescaped(raw: string, start: number): string {
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      this.#repair(start, raw.length + 2, "has a text with an escape or a control character JSON does not know");
      return unescapeLoosely(raw);
    }
  }

  #bareWord(): string {
    BARE.lastIndex = this.#at;
    const word = BARE.exec(this.#text)?.[0] ?? this.#text[this.#at] ?? "";
    this.#at += word.length;
    return word;
  }

  #bare(): JsonNode | undefined {
    const offset = this.#at;
    const word = this.#bareWord();
    const span = { offset, length: word.length };
    if (word === "true" || word === "false") return { kind: "value", value: word === "true", ...span };
    if (word === "null") return { kind: "value", value: null, ...span };
    NUMBER.lastIndex = 0;
    if (NUMBER.exec(word)?.[0] === word) return { kind: "value", value: Number(word), ...span };
    if (/^[-+]?0*\d+(\.\d*)?[lLfFdD]?$/.test(word) || /^[-+]?\.\d+$/.test(word)) {
      this.#repair(offset, word.length, `has the number \`${cut(word)}\` in a form JSON does not know`);
      return { kind: "value", value: Number.parseFloat(word.replace(/^\+/, "")), ...span };
    }
    if (/^(true|false)$/i.test(word)) {
      this.#repair(offset, word.length, `has \`${word}\` where JSON wants \`${word.toLowerCase()}\``);
      return { kind: "value", value: word.toLowerCase() === "true", ...span };
    }
    // `user name` without quotes is one placeholder: all words up to the next punctuation of this line.
    const rest =
      /^[^\n,:;{}[\]"']*/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0].replace(/\s*(\/\/|#).*$/, "") ?? "";
    this.#at += rest.trimEnd().length;
    const text = this.#text.slice(offset, this.#at);
    this.#repair(offset, text.length, `has \`${cut(text)}\` where a value should stand`);
    return { kind: "placeholder", text, offset, length: text.length };
  }

  #tooDeep(offset: number): JsonNode {
    this.#repair(offset, 1, `is nested deeper than ${MAX_DEPTH} levels`);
    this.#at = this.#text.length;
    return { kind: "placeholder", text: "…", offset, length: 1 };
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    const found = SPACE.exec(this.#text)?.[0];
    if (found === undefined) return;
    PLAIN_SPACE.lastIndex = this.#at;
    const plain = PLAIN_SPACE.exec(this.#text)?.[0].length ?? 0;
    if (plain < found.length) this.#repair(this.#at + plain, 1, "has a comment or a space JSON does not know");
    this.#at += found.length;
  }

  #repair(offset: number, length: number, message: string): void {
    if (this.repairs.length < 100) this.repairs.push({ offset, length: Math.max(1, length), message });
  }
}

function unescapeLoosely(raw: string): string {
  return raw
    .replace(/\\(["'\\/])/g, "$1")
    .replace(/\\n/g, "\n")
    .replace(/\\t/g, "\t");
}

function cut(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

/** The plain data of a node; placeholders are left out (undefined at the root, null in a list). */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(
        node.members
          .filter(({ value }) => value.kind !== "placeholder")
          .map(({ key, value }) => [key, plainValue(value)]),
      );
    case "array":
      return node.items.filter((item) => item.kind !== "placeholder").map(plainValue);
    case "value":
      return node.value;
    case "placeholder":
      return undefined;
  }
}
