// Prism as an independent witness: what our mock answers, what our validators judge, and what Prism's say of the same.
import { readFileSync } from "node:fs";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
import t from "tap";
import { valueAt, withValueAt } from "../src/json/pointer.ts";
import { schemaCompiler } from "../src/json/schema.ts";
import { startMock } from "../src/mock/server.ts";
import type { Document } from "../src/openapi/document.ts";
import { operationsOf } from "../src/openapi/operation.ts";

const document = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;
const operations = operationsOf(document);

type Witness = (operation: string, status: number, contentType: string, body: unknown) => readonly string[];

async function prism(): Promise<Witness> {
  const described = await getHttpOperationsFromSpec(document as object);
  return (path, statusCode, contentType, body) => {
    const resource = described.find(({ method, path: own }) => `${method.toUpperCase()} ${own}` === path);
    if (resource === undefined) throw new Error(`Prism knows no ${path}`);
    const verdict = validateOutput({
      resource,
      element: { statusCode, headers: { "content-type": contentType }, body },
    });
    return verdict._tag === "Left" ? verdict.left.map(({ message }: { message: string }) => message) : [];
  };
}

t.test("Prism finds nothing wrong with any answer of the mock, whatever code is forced", async (t) => {
  const witness = await prism();
  const mock = await startMock({ document, scenarios: [], port: 0 });
  t.teardown(() => mock.close());
  for (const dynamic of ["false", "true"]) {
    for (const { name, method, path, outcomes } of operations) {
      for (const outcome of outcomes) {
        const answer = await fetch(mock.url + path, {
          method,
          headers: { prefer: `example=${outcome.name}, dynamic=${dynamic}` },
        });
        const body = await answer.json();
        t.same(
          witness(name, answer.status, answer.headers.get("content-type") ?? "", body),
          [],
          `${name} ${outcome.name} dynamic=${dynamic}`,
        );
      }
    }
  }
});

t.test("Prism and our validators agree on every way in which an answer is bent", async (t) => {
  const witness = await prism();
  const bends: readonly unknown[] = [undefined, null, 1, "", "SUCCESS", "SYSTEM_ERROR", true, false, [], {}];
  let refused = 0;
  for (const { name, outcomes, responses } of operations) {
    const validate = schemaCompiler(document.components)(responses[0]?.schema);
    for (const outcome of outcomes) {
      const good = outcome.example?.value;
      for (const pointer of pointersOf(good)) {
        for (const bend of bends) {
          const body = withValueAt(good, pointer, bend);
          if (body === undefined) continue;
          const ours = validate(body).length > 0;
          const theirs = witness(name, 200, "application/json", body).length > 0;
          if (ours) refused += 1;
          t.equal(
            ours,
            theirs,
            `${name} ${outcome.name} ${pointer} = ${JSON.stringify(bend)} (was ${JSON.stringify(valueAt(good, pointer))})`,
          );
        }
      }
    }
  }
  t.ok(refused > 50, `${refused} bent answers were refused by both`);
});

function pointersOf(value: unknown, pointer = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([key, inner]) => pointersOf(inner, `${pointer}/${key}`))];
}
