// Tables outside all operations that hold for every one of them: common headers and parameters, the envelope of all answers.
import { mayHoldFields } from "./attach.ts";
import { isCommon } from "./caption.ts";
import type { OperationDraft, TableDraft } from "./draft.ts";
import { cloned, type RowDraft } from "./row.ts";

/** Whether a table outside all operations speaks of all of them: its captions say so, or it lists headers. */
export function isForAll(table: TableDraft): boolean {
  const { captions, role } = table.setting;
  if (table.attached || table.rows.length === 0 || table.setting.isError) return false;
  if (role === "head") return true;
  const isSaid = captions.some(({ text }) => isCommon(text));
  return isSaid && (table.setting.side !== undefined || captions.some(({ meaning }) => meaning.isNeutral));
}

/** Gives an operation its own copy of what holds for all; what it says itself stands before that. */
export function takeCommon(operation: OperationDraft, common: readonly TableDraft[]): void {
  for (const table of common) {
    const isHead = table.setting.role === "head";
    const known = new Set(
      operation.tables
        .filter(({ side, setting }) => side === table.side && (setting.role === "head") === isHead)
        .flatMap(({ rows }) => rows.map(({ name }) => name.toLowerCase())),
    );
    const rows = table.rows.filter(({ name }) => !known.has(name.toLowerCase())).map(cloned);
    if (rows.length === 0) continue;
    const isEnvelope = table.side === "result" && !isHead;
    if (isEnvelope && rows.length < table.rows.length) continue;
    const copy = { ...table, rows, setting: { ...table.setting, captions: [] }, isCommon: true };
    if (isEnvelope) operation.tables.unshift(copy);
    else operation.tables.push(copy);
  }
}

const PAYLOAD =
  /^(?:data|datas|result|results|content|payload|body|response|obj|object|info|record|records|dados|datos|данные)$/i;

/** What an operation's own tables of the result describe goes where the envelope of all answers has room for it. */
export function fillEnvelope(operation: OperationDraft): void {
  const envelope = operation.tables.find(({ isCommon, side, attached }) => isCommon && side === "result" && !attached);
  if (envelope === undefined) return;
  const own = operation.tables.filter(
    ({ setting, side, attached, rootType, isCommon }) =>
      !isCommon &&
      !attached &&
      side === "result" &&
      setting.role !== "head" &&
      !setting.isError &&
      rootType === undefined,
  );
  // Where the example has put rows into the envelope's fields already, they only have to meet.
  for (const table of own) {
    table.rows = table.rows.filter((row) => {
      const twin = envelope.rows.find(({ name }) => name === row.name);
      if (twin === undefined || row.children.length === 0 || Object.keys(row.cells).length > 0) return true;
      for (const child of row.children) twin.children.push(child);
      twin.isList ||= row.isList;
      return false;
    });
    if (table.rows.length === 0) table.attached = true;
  }
  const room = envelope.rows.filter((row) => row.children.length === 0 && isRoom(row));
  const [only] = room;
  if (only === undefined || room.length !== 1) return;
  for (const table of own) {
    if (table.attached) continue;
    for (const row of table.rows) only.children.push(row);
    if (table.isList) only.isList = true;
    table.attached = true;
  }
}

function isRoom(row: RowDraft): boolean {
  return mayHoldFields(row) && PAYLOAD.test(row.name);
}
