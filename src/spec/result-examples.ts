// Example Objects (OAS 3.1, 4.8.19) of a result: one to each code, the documented one completed, the failures in its manner.
import { valueAt, withValueAt } from "../json/pointer.ts";
import type { TableEnvelope } from "./envelope.ts";
import { isEnvelopeField } from "./envelope-schema.ts";
import { codeShownBy, type Outcome, pointersOf } from "./outcome.ts";
import type { Field, JsonExample } from "./page.ts";
import { type SampleSetting, sampleObject } from "./sample.ts";
import { sourceOf } from "./source.ts";

type ExampleObject = Readonly<Record<string, unknown>>;

/**
 * The examples of an operation's result codes, by code.
 * A failure's message follows the authors' habit: the code where the documented success repeats its own, else the remark.
 */
export function resultExamples(
  fields: readonly Field[],
  envelope: TableEnvelope,
  outcomes: readonly Outcome[],
  examples: readonly JsonExample[],
  setting: SampleSetting,
): ReadonlyMap<string, ExampleObject> {
  const { code, success, message } = pointersOf(envelope);
  const shownByCode = new Map(examples.map((example) => [codeShownBy(example, envelope), example] as const).reverse());
  const successes = outcomes.filter(({ role }) => role === "success");
  const documented =
    successes.map((outcome) => shownByCode.get(outcome.code)).find((example) => example !== undefined) ??
    examples.find((example) => !outcomes.some((outcome) => shownByCode.get(outcome.code) === example));
  // An answer that carries its code has the fields around it, whether they must be there or not.
  const sure = fields.map((field) =>
    isEnvelopeField(field, envelope) ? { ...field, presence: "mandatory" as const } : field,
  );
  const envelopeFields = sure.filter((field) => isEnvelopeField(field, envelope));
  const anyFields = sure.map((field) =>
    isEnvelopeField(field, envelope) ? field : { ...field, presence: "optional" as const },
  );
  const whole = sampleObject(sure, documented?.json.root, { ...setting, full: documented === undefined });
  const frame = sampleObject(envelopeFields, documented?.json.root, setting);
  const coded = (value: unknown, outcome: Outcome): unknown => {
    const withCode = withValueAt(value, code, outcome.value);
    return success === undefined ? withCode : withValueAt(withCode, success, outcome.role === "success");
  };
  const shownMessage = message === undefined ? undefined : valueAt(whole, message);
  const isCodeRepeated =
    shownMessage !== undefined && shownMessage === String(successes[0]?.value ?? valueAt(whole, code));
  const succeeded = (outcome: Outcome): unknown => {
    const own = shownByCode.get(outcome.code);
    return coded(own === undefined || own === documented ? whole : sampleObject(sure, own.json.root, setting), outcome);
  };
  const failed = (outcome: Outcome): unknown => {
    const own = shownByCode.get(outcome.code);
    const value = coded(own === undefined ? frame : sampleObject(anyFields, own.json.root, setting), outcome);
    if (message === undefined) return value;
    const written = own === undefined ? undefined : valueAt(value, message);
    if (typeof written === "string" && written !== "") return value;
    return withValueAt(value, message, isCodeRepeated || outcome.remark === "" ? outcome.code : outcome.remark);
  };
  return new Map(
    outcomes.map((outcome) => [
      outcome.code,
      {
        ...(outcome.remark !== "" ? { description: outcome.remark } : {}),
        value: outcome.role === "success" ? succeeded(outcome) : failed(outcome),
        "x-role": outcome.role,
        "x-source": sourceOf(outcome.place.location),
      },
    ]),
  );
}
