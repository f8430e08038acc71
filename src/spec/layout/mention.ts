// A body that the words of an operation name: "Returns a [room](#room-object) object", `Response: List<Room>`.
import type { Prose, Text } from "../../markdown/block.ts";
import type { Side } from "../page.ts";
import { namesIn, readType } from "../type.ts";
import { captionMeaning, isCaptionWholly } from "./caption.ts";
import type { Mention, OperationDraft, TableDraft } from "./draft.ts";
import { linesOf } from "./outline.ts";
import { SILENT } from "./presence.ts";
import { spelledType } from "./type-spelling.ts";

const RETURNS =
  /(?:^|[.。;；]\s*|\b(?:this|the) (?:endpoint|call|method|request) |on success,? (?:it )?)(?:returns?|responds with|返回|返却|devuelve|retorna|renvoie|retourne|возвращает|zwraca|gibt|trả về|mengembalikan|restituisce|the response is|the response contains)(?![\p{L}])/iu;
const MANY =
  /\b(?:arrays?|lists?|collection) of\b|列表|数组|一覧|목록|список|lista de|liste (?:de|von)|danh sách|daftar/iu;

/** The bodies that the lines of a paragraph name. */
export function mentionsIn(prose: Prose): readonly Mention[] {
  return linesOf(prose).flatMap((line) => sentence(line) ?? labelled(line) ?? []);
}

/** A sentence about what comes back, with a link to what describes it. */
function sentence(line: Text): Mention | undefined {
  const said = RETURNS.exec(line.text);
  if (said === null || line.raw.length > 400) return undefined;
  const links = [...line.raw.matchAll(/\[([^[\]]+)\]\((?:[^()\s]*#[^()\s]+)\)/g)];
  const [link] = links;
  if (link?.[1] === undefined) return undefined;
  const before = line.raw.slice(0, link.index);
  return { side: "result", type: spelledType(link[1]), isList: MANY.test(before), place: line };
}

/** `Request body: StationForm`: the name of a section and a type behind it. */
function labelled(line: Text): Mention | undefined {
  const found = /^([^:：]{2,30})[:：]\s*(\S.{0,60})$/u.exec(line.text);
  const [, label = "", value = ""] = found ?? [];
  if (found === null || !isCaptionWholly(label)) return undefined;
  const { side, topic, role } = captionMeaning(label);
  if (topic !== undefined || role === "head" || role === "path" || role === "query") return undefined;
  const type = spelledType(value.replace(/\s+objects?$/i, ""));
  if (namesIn(readType(type, new Set()).type).length === 0) return undefined;
  return { side: side ?? "request", type, isList: /^List</.test(type), place: line };
}

/** A type and nothing else, under a caption that says that it is what comes back: "Return type". */
export function typeAlone(prose: Prose, caption: string): readonly Mention[] {
  if (!/^(?:return|response|result)(?: (?:type|value|body|model))+$/i.test(caption.trim())) return [];
  const [line, ...others] = linesOf(prose).filter(({ text }) => text !== "");
  const type = spelledType(line?.text ?? "");
  const isType = /^[\p{L}\p{N}_<>[\], ]+$/u.test(type) && namesIn(readType(type, new Set()).type).length > 0;
  if (line === undefined || others.length > 0 || !isType || line.text.length > 60) return [];
  return [{ side: "result", type, isList: /^List</.test(type), place: line }];
}

/** The bodies that nothing but a mention describes, as tables that stand for the types mentioned. */
export function mentionedBodies(operation: OperationDraft): readonly TableDraft[] {
  return (["request", "result"] as const).flatMap((side) => {
    const mention = operation.mentions.find((candidate) => candidate.side === side);
    return mention === undefined || hasBody(operation, side) ? [] : [bodyOf(mention)];
  });
}

function hasBody({ tables }: OperationDraft, side: Side): boolean {
  return tables.some(
    (table) => table.side === side && !["head", "path", "query"].includes(table.setting.role ?? "body"),
  );
}

function bodyOf({ side, type, isList, place }: Mention): TableDraft {
  const table = { kind: "table", header: [place], rows: [], location: place.location } as const;
  return {
    read: { table, header: [place], rows: [], columns: new Map(), asides: [] },
    setting: {
      side,
      role: "body",
      status: undefined,
      isError: false,
      meaning: undefined,
      caption: undefined,
      captions: [],
      heading: undefined,
    },
    presence: SILENT,
    side,
    rows: [],
    rootType: type,
    isList,
    attached: false,
  };
}
