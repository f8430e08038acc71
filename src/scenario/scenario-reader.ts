// One scenario file whose shape is sound: what its names and values refer to is looked up in the document.
import { nearest } from "../json/nearest.ts";
import type { Validate } from "../json/schema.ts";
import type { StrictFile } from "../json/strict.ts";
import type { Document } from "../openapi/document.ts";
import { FAKE_NAMES, FAKE_PREFIX } from "../openapi/fake-name.ts";
import { isJson, type Operation } from "../openapi/operation.ts";
import type { Diagnostic, Location, Severity } from "../report.ts";
import { knownField, readConditions } from "./condition.ts";
import { type Field, pointerOf, type RequestField } from "./field.ts";
import { answerFieldSchemas, requestFieldSchemas, unknownAnswerField } from "./known-field.ts";
import { nearestPath, quoted } from "./nearest-path.ts";
import type { ProgramCall } from "./program.ts";
import { type Remembered, unremembered } from "./remembered.ts";
import type { Condition, Delay, Rule, RuleAnswer, Scenario, Step } from "./scenario.ts";
import type { Code, ScenarioText, StatedRule, StatedStep, Values } from "./stated.ts";
import { isUnclosed, type PlacedText, templateNames, textsIn } from "./template.ts";
import { unfitAnswer, unfitTest } from "./unfit.ts";

/** A token (RFC 9110, section 5.6.2). */
const HEADER_NAME = /^[!#$%&'*+.^`|~\w-]+$/;
/** Headers that say where an answer ends (RFC 9112, section 6); the mock writes them itself. */
const FRAMING = /^(content-length|transfer-encoding|connection|trailer|upgrade)$/i;

type Path = readonly (string | number)[];

/** What the names and values of a file are held to. */
export interface Against {
  readonly document: Document;
  readonly operations: readonly Operation[];
  /** By the rules of all files. */
  readonly remembered: Remembered;
  readonly compile: (schema: unknown) => Validate;
}

export class ScenarioReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #strict: StrictFile;
  readonly #file: string;
  readonly #against: Against;
  readonly #document: Document;
  readonly #operations: readonly Operation[];

  constructor(strict: StrictFile, file: string, against: Against) {
    this.#strict = strict;
    this.#file = file;
    this.#against = against;
    this.#document = against.document;
    this.#operations = against.operations;
  }

  read(): Scenario {
    const raw = this.#strict.value as ScenarioText;
    return {
      name: raw.name,
      ...(raw.description !== undefined ? { description: raw.description } : {}),
      file: this.#file,
      rules: (raw.rules ?? []).map((rule, index) => this.#rule(rule, index)),
      steps: (raw.steps ?? []).map((step, index) => this.#step(step, ["steps", index])),
    };
  }

  #rule(raw: StatedRule, index: number): Rule {
    const at: Path = ["rules", index];
    const operation = this.#operation(raw.on, [...at, "on"]);
    const answer = this.#answer(raw, operation, at);
    const { conditions, mistakes } = readConditions(
      this.#document,
      operation === undefined ? [] : [operation],
      raw.when ?? {},
    );
    for (const { code, message, path, part, suggestion } of mistakes)
      this.#report(code, message, [...at, "when", ...path], part, suggestion);
    this.#conditions(conditions, operation, [...at, "when"]);
    const results = answer.kind === "result" ? [answer.result] : answer.kind === "sequence" ? answer.results : [];
    for (const result of results) this.#set(raw.set, operation, result, [...at, "set"]);
    if (operation !== undefined) this.#fit(raw, operation, results, at);
    for (const name of Object.keys(raw.headers ?? {})) {
      if (HEADER_NAME.test(name) && !FRAMING.test(name)) continue;
      const message = `\`${name}\` is no header a rule may send, expected a name of letters, digits and dashes that does not frame the answer.`;
      this.#report("scenario-header", message, [...at, "headers", name], "key");
    }
    for (const key of ["message", "set", "headers", "remember", "forget"] as const)
      this.#templates(raw[key], operation, [...at, key]);
    for (const key of ["set", "headers", "remember"] as const) this.#bareFields(raw[key], operation, [...at, key]);
    for (const [index, key] of [raw.forget ?? []].flat().entries())
      this.#remembered(key, typeof raw.forget === "string" ? [...at, "forget"] : [...at, "forget", index]);
    return {
      id: `rules.${index}`,
      operation: operation?.id ?? raw.on,
      when: conditions,
      answer,
      set: pointers(raw.set),
      headers: Object.fromEntries(Object.entries(raw.headers ?? {}).map(([name, value]) => [name, String(value)])),
      remember: raw.remember ?? {},
      forget: typeof raw.forget === "string" ? [raw.forget] : (raw.forget ?? []),
      ...(raw.message !== undefined ? { message: raw.message } : {}),
      ...(raw.status !== undefined ? { status: raw.status } : {}),
      ...(raw.delay !== undefined ? { delay: this.#delay(raw.delay, [...at, "delay"]) } : {}),
      ...(raw.times !== undefined ? { times: raw.times } : {}),
      location: this.#strict.locate(at),
    };
  }

  #answer(raw: StatedRule, operation: Operation | undefined, at: Path): RuleAnswer {
    const given = (["result", "sequence", "fault", "proxy", "answer"] as const).filter((key) => raw[key] !== undefined);
    if (given.length !== 1) {
      const found = given.length === 0 ? "none" : given.map((key) => `\`${key}\``).join(" and ");
      const last = this.#file.endsWith(".ts") ? ", `proxy` and `answer`" : " and `proxy`";
      this.#report(
        "scenario-answer",
        `A rule has one of \`result\`, \`sequence\`, \`fault\`${last}, found ${found}.`,
        at,
      );
    }
    if (raw.per !== undefined && raw.sequence === undefined)
      this.#report("scenario-answer", "`per` counts for a `sequence`, and the rule has none.", [...at, "per"], "key");
    if (raw.answer !== undefined) {
      const idle = (["message", "set", "status", "headers", "delay"] as const).find((key) => raw[key] !== undefined);
      const message = `\`${idle}\` is for \`answer\` to say: \`return { result, ${idle} }\`.`;
      if (idle !== undefined) this.#report("scenario-answer", message, [...at, idle], "key");
      return { kind: "program", answer: raw.answer as (call: ProgramCall) => unknown };
    }
    if (raw.fault !== undefined) return { kind: "fault", fault: raw.fault };
    if (raw.proxy !== undefined) {
      const idle = (["message", "set", "status"] as const).find((key) => raw[key] !== undefined);
      const message = `\`${idle}\` changes an answer of the mock's, and \`proxy\` gives the target's as it is.`;
      if (idle !== undefined) this.#report("scenario-answer", message, [...at, idle], "key");
      return { kind: "proxy", target: raw.proxy };
    }
    if (raw.sequence !== undefined) {
      const per = raw.per === undefined ? undefined : this.#field(raw.per, operation, [...at, "per"]);
      return {
        kind: "sequence",
        results: raw.sequence.map((code, index) => this.#code(code, operation, [...at, "sequence", index])),
        ...(per !== undefined ? { per } : {}),
      };
    }
    return { kind: "result", result: this.#code(raw.result ?? "", operation, [...at, "result"]) };
  }

  #step(raw: StatedStep, at: Path): Step {
    const operation = this.#operation(raw.call, [...at, "call"]);
    const { header = {}, query = {}, path = {}, cookie = {}, body } = raw.with ?? {};
    for (const [place, values] of Object.entries({ header, query, path, cookie })) {
      for (const name of Object.keys(values))
        this.#field(`${place}.${name}`, operation, [...at, "with", place, name], "key");
    }
    this.#bodyFields(body, "body", operation, [...at, "with", "body"]);
    for (const key of ["with", "expect"] as const)
      for (const { text, path, part } of textsIn(raw[key], [...at, key])) this.#isUnclosed(text, path, part);
    const expect = typeof raw.expect === "object" ? raw.expect : { result: raw.expect };
    const result =
      expect.result === undefined
        ? undefined
        : this.#code(
            expect.result,
            operation,
            typeof raw.expect === "object" ? [...at, "expect", "result"] : [...at, "expect"],
          );
    const expected = "body" in expect ? expect.body : undefined;
    this.#set(expected, operation, result, [...at, "expect", "body"]);
    this.#expected(expected, operation, result, [...at, "expect", "body"]);
    this.#set(swapped(raw.take ?? {}), operation, result, [...at, "take"], raw.take);
    return {
      operation: operation?.id ?? raw.call,
      with: { header, query, path, cookie, ...(body !== undefined ? { body } : {}) },
      without: (raw.without ?? []).flatMap((name, index) => {
        const field = this.#field(name, operation, [...at, "without", index]);
        if (field === undefined || isSent(field)) return field === undefined ? [] : [field];
        const message = `\`${name}\` is nothing a request carries, so it cannot be left out.`;
        this.#report("scenario-unknown-field", message, [...at, "without", index]);
        return [];
      }),
      take: Object.fromEntries(Object.entries(raw.take ?? {}).map(([name, path]) => [name, pointerOf(path)])),
      expect: { body: pointers(expected), ...(result !== undefined ? { result } : {}) },
      location: this.#strict.locate(at),
    };
  }

  #operation(name: string, at: Path): Operation | undefined {
    const wanted = name.trim().replace(/\s+/g, " ");
    const found = this.#operations.find(
      (operation) => operation.id === wanted || operation.name === wanted.replace(/^\w+/, (word) => word.toUpperCase()),
    );
    if (found === undefined) {
      const known = this.#operations.flatMap((operation) => [operation.name, operation.id]);
      this.#report(
        "scenario-unknown-operation",
        `Unknown operation \`${name}\`, expected one of ${quoted(this.#operations.map((operation) => operation.name))}.`,
        at,
        "value",
        nearest(wanted, known),
      );
    }
    return found;
  }

  #code(code: Code, operation: Operation | undefined, at: Path): string {
    const name = String(code);
    const names = operation?.outcomes.map((outcome) => outcome.name) ?? [name];
    if (name !== "" && !names.includes(name)) {
      const message = `\`${name}\` is no result code of ${operation?.name}, expected one of ${quoted(names)}.`;
      this.#report("scenario-unknown-code", message, at, "value", nearest(name, names));
    }
    return name;
  }

  #field(text: string, operation: Operation | undefined, at: Path, part: "key" | "value" = "value"): Field | undefined {
    const field = knownField(this.#document, operation === undefined ? [] : [operation], text);
    if (!("message" in field)) return field;
    this.#report(field.code, field.message, at, part, field.suggestion);
    return undefined;
  }

  #bodyFields(value: unknown, name: string, operation: Operation | undefined, at: Path): void {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const place = [...at, Array.isArray(value) ? Number(key) : key];
      const field = this.#field(`${name}.${key}`, operation, place, "key");
      if (field !== undefined) this.#bodyFields(inner, `${name}.${key}`, operation, place);
    }
  }

  /** Paths into an answer: the keys of `values`, or the values of `written`, where those are what the author wrote. */
  #set(
    values: Values | undefined,
    operation: Operation | undefined,
    result: string | undefined,
    at: Path,
    written?: Values,
  ): void {
    if (operation === undefined) return;
    for (const path of Object.keys(values ?? {})) {
      const names = unknownAnswerField(this.#document, operation, result, pointerOf(path));
      if (names === undefined) continue;
      const spelled = names.map((pointer) => (path.startsWith("/") ? pointer : pointer.slice(1).replaceAll("/", ".")));
      const key = written === undefined ? path : Object.keys(written).find((name) => written[name] === path);
      this.#report(
        "scenario-unknown-field",
        `Unknown field \`${path}\` in the answer of ${operation.name}${spelled.length > 0 ? `, expected one of ${quoted(spelled)}` : ""}.`,
        [...at, key ?? path],
        written === undefined ? "key" : "value",
        nearestPath(path, spelled),
      );
    }
  }

  /** Values that the document refuses where `message` and `set` put them; each is said once, however many codes it is for. */
  #fit({ message, set = {} }: StatedRule, operation: Operation, results: readonly string[], at: Path): void {
    const said = new Set<string>();
    const answers = operation.outcomes.filter(({ name }) => results.includes(name));
    for (const { name, response, example } of answers) {
      const { schema, mediaType, envelope } = response;
      if (schema === undefined || !isJson(mediaType)) continue;
      const known = Object.entries(set).filter(
        ([path]) => unknownAnswerField(this.#document, operation, name, pointerOf(path)) === undefined,
      );
      if (message !== undefined && envelope?.message !== undefined) known.unshift([envelope.message, message]);
      if (known.length === 0) continue;
      for (const [path, why] of unfitAnswer(this.#against.compile(schema), example, Object.fromEntries(known))) {
        if (said.has(path)) continue;
        said.add(path);
        const isMessage = path === envelope?.message && !Object.hasOwn(set, path);
        const what = isMessage ? "`message`" : path === "" ? "What these values make" : `\`${path}\``;
        const text = `${what} may not stand in \`${name}\` of ${operation.name}: ${why}.`;
        const place = isMessage || Object.keys(set).length === 0 ? ["message"] : path === "" ? ["set"] : ["set", path];
        this.#report("scenario-value", text, [...at, ...place]);
      }
    }
    if (message === undefined || answers.length === 0) return;
    if (answers.some(({ response }) => response.envelope?.message !== undefined)) return;
    const text = `No field of these answers of ${operation.name} is known to be the message, so this is said nowhere; put it where it belongs by \`set\`.`;
    this.#say("scenario-value", "warning", text, this.#strict.locate([...at, "message"]), undefined);
  }

  /** What a step expects and no answer that keeps to the document holds. */
  #expected(values: Values = {}, operation: Operation | undefined, result: string | undefined, at: Path): void {
    if (operation === undefined) return;
    const { document, compile } = this.#against;
    for (const [path, value] of Object.entries(values)) {
      if (templateNames(value).length > 0) continue;
      const schemas = answerFieldSchemas(document, operation, result, pointerOf(path));
      const field: Field = { in: "body", text: path, name: pointerOf(path) };
      for (const { why, suggestion } of unfitTest(document, compile, schemas, field, { kind: "equals", value })) {
        const whose = result === undefined ? `an answer of ${operation.name}` : `\`${result}\` of ${operation.name}`;
        const message = `\`${path}\` can never be this in ${whose}: ${why}.`;
        this.#report("scenario-never-matches", message, [...at, path], "value", suggestion);
      }
    }
  }

  /** What `when` asks for and no valid request holds: an error where a valid one is asked for, a warning where an invalid one may be meant. */
  #conditions(conditions: readonly Condition[], operation: Operation | undefined, at: Path): void {
    const asked = conditions.find(({ field }) => field.in === "request" && field.name === "")?.tests[0];
    const validity = asked?.kind === "equals" ? asked.value : undefined;
    for (const { field, tests } of conditions) {
      const place = [...at, field.text];
      if (field.in === "state") this.#remembered(field.name, place, "key");
      this.#texts([{ text: field.name, path: place, part: "key" }], operation);
      const schemas = operation === undefined ? [] : requestFieldSchemas(this.#document, operation, field);
      for (const test of tests) {
        const values = test.kind === "equals" ? [test.value] : test.kind === "in" ? test.values : [];
        if (templateNames(values).length > 0) {
          const message = "A template in `when` is not filled, expected a value that stands there as it is.";
          this.#report("scenario-template", message, place);
          continue;
        }
        if (validity === "invalid") continue;
        for (const { why, suggestion, index } of unfitTest(
          this.#document,
          this.#against.compile,
          schemas,
          field,
          test,
        )) {
          const hint = validity === "valid" ? "" : "; where invalid ones are meant, say so with `request: invalid`";
          const message = `No valid request has this in \`${field.text}\`: ${why}${hint}.`;
          const written = this.#strict.locate([...place, test.kind, ...(index === undefined ? [] : [index])]);
          const severity = validity === "valid" ? "error" : "warning";
          this.#say("scenario-never-matches", severity, message, written, suggestion);
        }
      }
    }
  }

  #remembered(key: string, at: Path, part: "key" | "value" = "value"): void {
    const mistake = unremembered(key, this.#against.remembered);
    if (mistake !== undefined) this.#report("scenario-unknown-state", mistake.message, at, part, mistake.suggestion);
  }

  /** Values that read like a field of the request, and are words as they stand. */
  #bareFields(values: Values = {}, operation: Operation | undefined, at: Path): void {
    for (const [name, value] of Object.entries(values)) {
      if (operation === undefined || typeof value !== "string" || !/^(header|query|path|cookie|body)\./.test(value))
        continue;
      if ("message" in knownField(this.#document, [operation], value)) continue;
      const message = `\`${value}\` stands here as these words; what the request holds there is \`{{${value}}}\`.`;
      this.#say("scenario-template", "warning", message, this.#strict.locate([...at, name]), `{{${value}}}`);
    }
  }

  /** Templates of a rule name fields of the request; those of steps are the runner's to resolve. */
  #templates(values: unknown, operation: Operation | undefined, at: Path): void {
    this.#texts(textsIn(values, at), operation);
  }

  #texts(texts: readonly PlacedText[], operation: Operation | undefined): void {
    for (const { text, path, part } of texts) {
      if (this.#isUnclosed(text, path, part)) continue;
      for (const name of templateNames(text)) {
        if (name.startsWith(FAKE_PREFIX)) this.#fake(name.slice(FAKE_PREFIX.length), path, part);
        else {
          const field = this.#field(name, operation, path, part);
          if (field?.in === "state") this.#remembered(field.name, path, part);
        }
      }
    }
  }

  #isUnclosed(text: string, at: Path, part: "key" | "value"): boolean {
    if (!isUnclosed(text)) return false;
    const message = "A template opens with `{{` and is not closed, expected `{{body.NAME}}` or another field.";
    this.#report("scenario-template", message, at, part);
    return true;
  }

  #fake(name: string, at: Path, part: "key" | "value"): void {
    if (FAKE_NAMES.includes(name)) return;
    const message = `There is no fake data \`${name}\`, expected one such as \`internet.email\` or \`person.fullName\`.`;
    this.#report("scenario-unknown-fake", message, at, part, nearest(name, FAKE_NAMES));
  }

  #delay(raw: NonNullable<StatedRule["delay"]>, at: Path): Delay {
    if (typeof raw !== "object") return { kind: "fixed", ms: milliseconds(raw) };
    if (raw.median !== undefined && raw.min === undefined && raw.max === undefined)
      return { kind: "lognormal", median: milliseconds(raw.median), sigma: raw.sigma ?? 0.5 };
    const [min, max] = [milliseconds(raw.min ?? 0), milliseconds(raw.max ?? raw.min ?? 0)];
    if (raw.max === undefined || raw.median !== undefined || raw.sigma !== undefined || min > max) {
      const message = "A delay has `min` and a `max` no smaller, or a `median` with its `sigma`.";
      this.#report("scenario-delay", message, at);
    }
    return { kind: "range", min, max };
  }

  #report(code: string, message: string, at: Path, part: "key" | "value" = "value", suggestion?: string): void {
    this.#say(code, "error", message, this.#strict.locate(at, part), suggestion);
  }

  /** The same is said of a place once, however many of a rule's codes it is found with. */
  #say(code: string, severity: Severity, message: string, location: Location, suggestion: string | undefined): void {
    const isSaid = this.diagnostics.some(
      ({ code: other, location: at }) => other === code && at?.line === location.line && at.column === location.column,
    );
    if (isSaid) return;
    this.diagnostics.push({
      code,
      severity,
      message,
      location,
      ...(suggestion !== undefined ? { suggestion } : {}),
    });
  }
}

function isSent(field: Field): field is RequestField {
  return field.in !== "state" && field.in !== "request";
}

function milliseconds(duration: Code): number {
  const [, amount, unit] = /^([\d.]+)(ms|s|m)?$/.exec(String(duration)) ?? [];
  return Number(amount) * ({ s: 1000, m: 60_000 }[unit ?? ""] ?? 1);
}

function pointers(values: Values | undefined): Values {
  return Object.fromEntries(Object.entries(values ?? {}).map(([path, value]) => [pointerOf(path), value]));
}

function swapped(values: Readonly<Record<string, string>>): Values {
  return Object.fromEntries(Object.entries(values).map(([name, path]) => [path, name]));
}
