// What the general reader gathers of an operation before its types are settled.
import type { CodeBlock, Heading, Text } from "../../markdown/block.ts";
import type { Repetition, ResultCodeTable, Side, TableRole } from "../page.ts";
import type { TolerantJson } from "../tolerant-json.ts";
import type { CaptionMeaning } from "./caption.ts";
import type { ReadTable } from "./columns.ts";
import type { Stretch } from "./endpoints.ts";
import type { Caption } from "./outline.ts";
import type { PresenceReader } from "./presence.ts";
import type { RowDraft } from "./row.ts";

/** Where the words above a part put it. */
export interface Setting {
  readonly side: Side | undefined;
  readonly role: Exclude<TableRole, "type"> | undefined;
  readonly status: number | undefined;
  readonly isError: boolean;
  /** What the nearest caption says. */
  readonly meaning: CaptionMeaning | undefined;
  readonly caption: Caption | undefined;
  /** All captions above within the operation, the outermost first. */
  readonly captions: readonly Caption[];
  readonly heading: Heading | undefined;
}

export interface TableDraft {
  readonly read: ReadTable;
  readonly setting: Setting;
  readonly presence: PresenceReader;
  side: Side;
  rows: RowDraft[];
  /** The type that a table without names of its own stands for: the whole body. */
  readonly rootType?: string;
  /** Whether the body is a list of what the table describes. */
  isList: boolean;
  /** Its rows have gone to the field, or stand for the type, that its caption names. */
  attached: boolean;
  /** The type it defines. */
  typeName?: string;
  /** A copy of a table that holds for all operations. */
  readonly isCommon?: boolean;
}

export interface ExampleDraft {
  side: Side;
  /** Whether no caption says whose it is. */
  readonly isUnsaid: boolean;
  readonly isError: boolean;
  readonly block: CodeBlock;
  readonly json: TolerantJson;
}

/** A body that words name by its type. */
export interface Mention {
  readonly side: Side;
  readonly type: string;
  readonly isList: boolean;
  readonly place: Text;
}

/** A side that a caption states; what a line says goes no further than the heading it stands under. */
export interface SaidSide {
  readonly side: Side;
  readonly index: number;
  readonly within: number;
  readonly before: SaidSide | undefined;
}

export interface OperationDraft {
  readonly stretch: Stretch;
  /** Of the heading that opens it. */
  readonly depth: number;
  readonly tables: TableDraft[];
  readonly codes: ResultCodeTable[];
  readonly examples: ExampleDraft[];
  readonly mentions: Mention[];
  readonly captions: { readonly heading: Heading; readonly side: Side | undefined; readonly role: string }[];
  readonly repeats: Repetition[];
  /** What the latest caption said of sides, in the order of the page: depth proves nothing. */
  said: SaidSide | undefined;
  /** The latest caption that was looked at. */
  heard: number;
  /** Names and the places that pseudo-code beside the tables gives them. */
  readonly places: Map<string, "head" | "path" | "query" | "body">;
}
