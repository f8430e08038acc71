// What a rule over field tables is: one small object that looks at a specification and says what is wrong with it.
import type { Entry } from "../catalogue.ts";
import type { Role } from "../openapi/document.ts";
import type { Location, Severity, TextEdit } from "../report.ts";
import type { Comparison } from "./compare-example.ts";
import type { DocumentedOperations } from "./operations.ts";
import type { Field, FieldTable, Page, Side, Specification } from "./page.ts";
import type { Scope } from "./scope.ts";

/** What a rule finds; the engine adds its name and severity. */
export interface Finding {
  /** One sentence: what was found, what was expected; values in backticks. */
  readonly message: string;
  readonly location: Location;
  /** Where this finding weighs less than the rule's others. */
  readonly severity?: "info";
  /** What to write instead, where that is plain. */
  readonly suggestion?: string;
  /** Other places that the message speaks of. */
  readonly related?: readonly Location[];
  /** What puts it right, where that is plain and the derived document stays the same. */
  readonly fix?: readonly TextEdit[];
}

/** A page, or several by their files' names. */
export type Example = string | Readonly<Record<string, string>>;

export interface Rule extends Entry {
  readonly severity: Severity;
  /** Its fix adds what the author did not write: it is made only when asked for. */
  readonly fixWhenAsked?: true;
  /** Pages that the rule says nothing of, and pages that it speaks of: its documentation and its test. */
  readonly good: Example;
  readonly bad: Example;
  readonly run: (subject: Subject) => Iterable<Finding>;
}

/** What rules look at. */
export interface Subject {
  readonly specification: Specification;
  readonly scope: Scope;
  readonly documented: DocumentedOperations;
  /** The examples against the tables. */
  readonly comparison: Comparison;
  /** Result code → role, as the config tells it. */
  readonly roles: Readonly<Record<string, Role>>;
}

/** The fix that writes `text` where the finding points; none where the place does not say where it ends. */
export function replaced({ endColumn, ...start }: Location, text: string): readonly TextEdit[] {
  return endColumn === undefined ? [] : [{ location: { ...start, endColumn }, text }];
}

/** A field and where it stands. */
export interface FieldPlace {
  readonly page: Page;
  readonly table: FieldTable;
  readonly field: Field;
  /** The side of its table, for types that of the section they stand in. */
  readonly side: Side | undefined;
}

/** Every field table of a page, in the order of roles: those of endpoints, then types. */
export function tablesOf(page: Page): readonly FieldTable[] {
  return [...page.endpoints.flatMap((endpoint) => endpoint.tables), ...page.types];
}

/** Every field of every page. */
export function fieldsOf(specification: Specification): readonly FieldPlace[] {
  return specification.pages.flatMap((page) =>
    tablesOf(page).flatMap((table) => table.fields.map((field) => ({ page, table, field, side: table.side }))),
  );
}
