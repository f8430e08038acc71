// Names with a path in them (`items[].price`, `a/b`, `a > b`): rows under the rows that they name.

/** A row with a name and with rows beneath it. */
export interface NamedRow<Row> {
  name: string;
  /** `items[]`. */
  isList: boolean;
  /** `labels{}`. */
  isMap: boolean;
  readonly children: Row[];
}

/** Rows and names that go deeper than any author nests do so no further. */
export const DEPTH = 100;

/**
 * Puts rows under the rows that their names name; a step that has no row of its own gets one.
 * @param open makes a row for such a step, given the first row beneath it
 * @param isOpened whether a row says no more than one that was made; a later one of its name takes its place
 */
export function nestedByName<Row extends NamedRow<Row>>(
  rows: readonly Row[],
  open: (name: string, first: Row) => Row,
  isOpened: (row: Row) => boolean,
): readonly Row[] {
  const root = new Level<Row>([]);
  const levels = new Map<readonly Row[], Level<Row>>();
  const beneath = (row: Row): Level<Row> => {
    const level = levels.get(row.children) ?? new Level(row.children);
    levels.set(row.children, level);
    return level;
  };
  for (const row of rows) {
    const steps = stepsOf(row.name, (name) => root.named(name) !== undefined).slice(-DEPTH);
    let level = root;
    for (const step of steps.slice(0, -1)) {
      const parent = level.named(step.name) ?? level.add(open(step.name, row));
      if (step.isList) parent.isList = true;
      if (step.isMap) parent.isMap = true;
      level = beneath(parent);
    }
    const own = steps.at(-1);
    if (own === undefined) continue;
    row.name = own.name;
    row.isList ||= own.isList;
    row.isMap ||= own.isMap;
    const inner = nestedByName(row.children, open, isOpened);
    row.children.splice(0, row.children.length, ...inner);
    const isEmpty = row.children.length === 0;
    const known = own.name === "" || !isEmpty ? undefined : level.named(own.name);
    if (known === undefined || !isOpened(known) || known.children.length === 0) level.add(row);
    else {
      level.replace(known, row);
      row.isList ||= known.isList;
      row.isMap ||= known.isMap;
      for (const child of known.children) beneath(row).add(child);
    }
  }
  return root.rows;
}

/** Rows side by side, and the first of each name. */
class Level<Row extends NamedRow<Row>> {
  readonly rows: Row[];
  readonly #byName = new Map<string, Row>();

  constructor(rows: Row[]) {
    this.rows = rows;
    for (const row of rows) this.#keep(row);
  }

  named(name: string): Row | undefined {
    return this.#byName.get(name);
  }

  add(row: Row): Row {
    this.rows.push(row);
    this.#keep(row);
    return row;
  }

  replace(known: Row, row: Row): void {
    this.rows.splice(this.rows.indexOf(known), 1, row);
    this.#byName.set(row.name, row);
  }

  #keep(row: Row): void {
    if (!this.#byName.has(row.name)) this.#byName.set(row.name, row);
  }
}

interface Step {
  readonly name: string;
  readonly isList: boolean;
  readonly isMap: boolean;
}

function stepsOf(name: string, isKnown: (name: string) => boolean): readonly Step[] {
  const plain = name.replace(/^\$\.(?=\S)/, "").replace(/\[['"](\w+)['"]\]/g, ".$1");
  const slashed =
    /^[\w$[\]{}-]+(?:\/[\w$[\]{}-]+)+$/.test(plain) && isKnown(plain.split("/")[0]?.replace(/\[\]$/, "") ?? "");
  const parts = slashed
    ? plain.split("/")
    : /^[\w$@\-[\]{}*#]+(?:\s*(?:\.|->|>|→|::)\s*[\w$@\-[\]{}*#]+)+$/.test(plain)
      ? plain.split(/\s*(?:\.|->|>|→|::)\s*/)
      : [plain];
  const steps: Step[] = [];
  for (const part of parts) {
    const found = /^(.*?)((?:\[\s*(?:\d*|n|i|N|\*|#|index|x)\s*\]|\{\w*\})*)$/.exec(part);
    const own = found?.[1] ?? part;
    const suffix = found?.[2] ?? "";
    if (/^(?:\*|#|\d+)$/.test(own) && steps.length > 0) {
      const last = steps.pop();
      if (last !== undefined) steps.push({ ...last, isList: true });
      continue;
    }
    steps.push({ name: own, isList: suffix.includes("["), isMap: suffix.includes("{") });
  }
  return steps;
}
