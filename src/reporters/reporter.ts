// A reporter: writes the report of a contract run as text.
import type { Entry } from "../catalogue.ts";
import type { Report } from "../report.ts";
import type { Colours } from "./colour.ts";

export interface Reporter extends Entry {
  /** The whole text, its last line ended. The same report gives the same text. */
  readonly write: (report: Report, settings: { readonly colours: Colours }) => string;
}
