// Date formats in Java's letters, as remarks name them.

/** What a date format makes of a text. */
export interface DateForm {
  readonly limits: { readonly format?: string; readonly pattern?: string };
  readonly words: string;
}

/** The standards that times are written by; what they say of days and durations is another form. */
const STANDARD =
  /(?<![\p{L}\p{N}])(?:RFC[ -]?3339|ISO[ -]?8601)(?!\p{N}|[ -]*(?:date(?![ -]?time)|day|week|month|duration|period|interval))/iu;

/** A date format of Java's letters (`yyyy-MM-dd`): the JSON Schema format where there is one, else a pattern. */
export function dateFormat(remark: string): DateForm | undefined {
  const found =
    /\b(?:yyyy|YYYY)[-/.]?(?:MM|mm)[-/.]?(?:dd|DD)(?:(?:[ T]|'T')(?:HH|hh)[:]?mm(?:[:]?ss(?:\.SSS)?)?(?:XXX|'?Z'?)?)?|\b(?:yyyyMMddHHmmss|yyyy-MM|(?:dd|DD)[-/](?:MM|mm)[-/](?:yyyy|YYYY))\b/.exec(
      remark,
    )?.[0];
  if (found === undefined) {
    const standard = STANDARD.exec(remark)?.[0];
    return standard === undefined ? undefined : { limits: { format: "date-time" }, words: standard };
  }
  if (/^yyyy-mm-dd$/i.test(found)) return { limits: { format: "date" }, words: found };
  const pattern = found
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replaceAll("'", "")
    .replace(/XXX/, "([+-]\\d{2}:\\d{2}|Z)")
    .replace(/[yY]{4}/, "\\d{4}")
    .replace(/SSS/, "\\d{3}")
    .replace(/MM|mm|dd|DD|HH|hh|ss/g, "\\d{2}");
  return { limits: { pattern: `^${pattern}$` }, words: found };
}
