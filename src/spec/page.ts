// A page as its author wrote it: overview, field tables, result codes, examples, each part with its place and its careful reading.
import type { CodeBlock, Heading, Text } from "../markdown/block.ts";
import type { TextEdit } from "../report.ts";
import type { Condition } from "./condition.ts";
import type { RemarkFacts } from "./remark.ts";
import type { ScalarValue } from "./scalar-value.ts";
import type { TolerantJson } from "./tolerant-json.ts";
import type { FieldType, UnknownWord } from "./type.ts";
import type { Column } from "./vocabulary.ts";

export type Side = "request" | "result";

/** What a field's flag cell says; `unstated` where it is empty, unreadable, or the table has no such column. */
export type Presence = "mandatory" | "optional" | "conditional" | "unstated";

/** A row's cells by what their columns tell. */
export type Cells = Pick<ReadonlyMap<Column, Text>, "get">;

/** A row of a field table. */
export interface Field {
  readonly name: string;
  /** The name's cell. */
  readonly place: Text;
  /** The cells that the table has a column for. */
  readonly cells: Cells;
  readonly type: FieldType;
  readonly unknownTypes: readonly UnknownWord[];
  readonly nullable: boolean;
  readonly presence: Presence;
  readonly condition?: Condition;
  readonly facts: RemarkFacts;
  /** The Example cell read as the type wants it; absent where it is empty or does not fit the type. A list is written as JSON. */
  readonly example?: ScalarValue | readonly ScalarValue[];
}

/** What a field table describes; a `type` is named by its heading and referred to from type cells. */
export type TableRole = "head" | "body" | "query" | "path" | "cookie" | "type";

/** A row whose cells are not as many as its header's. */
export interface RaggedRow {
  readonly place: Text;
  readonly cells: number;
  /** The headers it has no cell for. */
  readonly missing: readonly string[];
}

export interface FieldTable {
  readonly role: TableRole;
  /** The type's name, for `type`; the caption else. */
  readonly name: string;
  readonly side: Side | undefined;
  /** The heading it stands under. */
  readonly caption: Heading | undefined;
  /** The header of the column that names the fields. */
  readonly header: Text | undefined;
  readonly fields: readonly Field[];
  /** Rows with more or fewer cells than the header. */
  readonly raggedRows?: readonly RaggedRow[];
  /** The first cell of each row without a name. */
  readonly emptyRows: readonly Text[];
  /** Whether the body is a list of what the fields describe. */
  readonly isList?: boolean;
  /** The HTTP status whose answer it describes; `default` for a failure that names none. */
  readonly status?: number | "default";
}

/** A table that belongs to no operation; its name is what its title calls it. */
export interface LooseTable {
  readonly table: FieldTable;
  readonly side: Side;
  /** Whether its captions say that the described service calls with it. */
  readonly isCallback: boolean;
}

/** Something a page does not say at its place and that was read into it all the same. */
export interface Assumption {
  /** How a column of marks was read, what was given to every operation, or a body or an operation that only a sentence names, or fields that a list names. */
  readonly kind: "marks" | "everywhere" | "body" | "operation" | "list";
  readonly place: Text;
  /** What it was read as, for a message. */
  readonly words: string;
}

export interface ResultCode {
  readonly code: string;
  readonly place: Text;
  readonly remark: string;
  /** The HTTP status, where the table has a column for it. */
  readonly status?: number;
  /** Whether the status stands for its whole class: `4xx`. */
  readonly isClass?: true;
}

export interface ResultCodeTable {
  /** The header of the column that holds the codes; its words name the field that carries them. */
  readonly header: Text;
  readonly codes: readonly ResultCode[];
}

/** A JSON example in a code block. */
export interface JsonExample {
  readonly side: Side | undefined;
  readonly block: CodeBlock;
  readonly json: TolerantJson;
}

/** The URL of an operation, taken apart. */
export interface Url {
  /** `https://api.example.com`, where the page names one. */
  readonly server?: string;
  /** With OpenAPI's templates: `/user/{id}`. */
  readonly path: string;
  readonly query: readonly { readonly name: string; readonly value: string }[];
}

/** A second description of an endpoint on its page, taken into the first. */
export interface Repetition {
  readonly place: Text;
  /** The fields that the first description lacks. */
  readonly added: readonly string[];
  /** The fields that it has otherwise, and keeps. */
  readonly differing: readonly string[];
}

/** What a page says of one endpoint. */
export interface Endpoint {
  /** The label of the URL's row, or the best place there is. */
  readonly place: Text;
  readonly url?: Url;
  readonly urlCell?: Text;
  readonly summary?: Text;
  /** What a sentence says of it besides. */
  readonly description?: Text;
  /** Labels of the overview that are slips of known ones. */
  readonly slips?: readonly { readonly label: Text; readonly readAs: string }[];
  /** Upper case, in order. */
  readonly methods: readonly string[];
  readonly methodsCell?: Text;
  /** What the rest of the page makes the likeliest method, where it states none. */
  readonly likelyMethod?: string;
  /** Everything but types, in order. */
  readonly tables: readonly FieldTable[];
  readonly codes: readonly ResultCodeTable[];
  readonly examples: readonly JsonExample[];
  readonly repeats?: readonly Repetition[];
  /** Headings that name a section of this endpoint, with what they name. */
  readonly captions: readonly { readonly heading: Heading; readonly side: Side | undefined; readonly role: string }[];
  /** The form of the page with nothing filled in. */
  readonly isTemplate: boolean;
}

/** A heading with field tables below it that no list of captions knows. */
export interface UnknownSection {
  readonly heading: Heading;
  /** The side its tables are read on. */
  readonly side: Side;
  /** Whether what the tables hold says so; else they go on with what came before. */
  readonly isShown: boolean;
}

/** Lines that look like a table whose delimiter row does not fit, so that no Markdown reader sees one. */
export interface BrokenTable {
  readonly header: Text;
  readonly cells: number;
  /** The line below the header and its cells, where it is a delimiter row. */
  readonly delimiter?: { readonly line: Text; readonly cells: number };
}

/** A table whose header and delimiter row stand pipe under pipe, with rows that do not. */
export interface UnalignedTable {
  /** The first that stands out of line, and how many do. */
  readonly row: Text;
  readonly rows: number;
  /** What aligns every row; worked out when asked for, as few ask. */
  readonly edits: () => readonly TextEdit[];
}

export interface Page {
  readonly file: string;
  /** The first heading. */
  readonly title: Heading | undefined;
  readonly endpoints: readonly Endpoint[];
  /** The server that it states once, for operations that name none. */
  readonly server?: string;
  /** Whether the layout is a team's own, its parts found by what their words and values make likeliest. */
  readonly isInferred?: true;
  /** Type tables, for all endpoints of the page. */
  readonly types: readonly FieldTable[];
  /** Whether any table of the page is a field table. */
  readonly hasFieldTable: boolean;
  readonly looseTables?: readonly LooseTable[];
  readonly assumptions?: readonly Assumption[];
  readonly unknownSections?: readonly UnknownSection[];
  /** Lines of text that do a heading's work. */
  readonly captionLines?: readonly Heading[];
  readonly brokenTables?: readonly BrokenTable[];
  readonly unalignedTables?: readonly UnalignedTable[];
}

/** All pages, in the order of their files' names. */
export interface Specification {
  readonly pages: readonly Page[];
}
