// The contract runner on lists that are asked for by what their entries are about, which nobody has made and no config gives.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import t from "tap";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import { DEFAULT_POLICY } from "../src/contract/settings.ts";
import { startMock } from "../src/mock/server.ts";
import type { Report } from "../src/report.ts";
import { documentOf, firedIn, runOf } from "./matrix.ts";

interface Note {
  readonly noteId: string;
  readonly about: string;
  readonly aboutId: string;
  readonly text: string;
}

const document = documentOf("note");
const PATHS = ["/note/create", "/note/query"];

/** Notes of a server; `isListed` says which of those that are asked for it lists. */
async function against(
  isListed: (note: Note, index: number, all: readonly Note[]) => boolean = () => true,
): Promise<Report> {
  const notes: Note[] = [];
  const server = createServer(async (request, response) => {
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const chunks: Buffer[] = [];
    for await (const chunk of request as IncomingMessage) chunks.push(chunk as Buffer);
    const path = request.url ?? "";
    if (!PATHS.includes(path)) return send(404, {});
    if (request.method !== "POST") return send(405, {});
    const body = /^application\/json\b/i.test(request.headers["content-type"] ?? "") ? read(chunks) : undefined;
    const creates = path === "/note/create";
    const isGood =
      ["BOOK", "AUTHOR"].includes(body?.about as string) &&
      isText(body?.aboutId, 20) &&
      (!creates || isText(body?.text, 200));
    const code = isGood ? "SUCCESS" : "PARAM_ILLEGAL";
    const resultContext = { success: isGood, resultMsg: code, resultCode: code };
    if (!isGood || body === undefined) return send(200, { resultContext });
    const { about, aboutId, text } = body as unknown as Note;
    if (creates) {
      notes.push({ noteId: `nt-${notes.length}`, about, aboutId, text });
      return send(200, { resultContext, noteId: notes.at(-1)?.noteId });
    }
    const found = notes.filter((note) => note.about === about && note.aboutId === aboutId).filter(isListed);
    return send(200, { resultContext, notes: found.map(({ noteId, text }) => ({ noteId, text })) });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const target = { url, values: {}, identities: {} };
    return await runOf({ document, title: "notes", target, policy: DEFAULT_POLICY });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function read(chunks: readonly Buffer[]): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown, most: number): boolean {
  return typeof value === "string" && value !== "" && [...value].length <= most;
}

t.test("what a list is asked for by is what its things were made with", async (t) => {
  const report = await against();
  const { failed, inconclusive } = report.summary;
  t.same({ exit: exitCodeOf(report), failed, inconclusive }, { exit: 0, failed: 0, inconclusive: 0 });
  t.ok(
    report.points.some(({ name }) => name.includes("two notes listed")),
    "lists are asked about",
  );
});

t.test("a list that lacks what was made for it is noticed", async (t) => {
  const report = await against((_, index, all) => index < all.length - 1);
  t.same({ exit: exitCodeOf(report), fired: firedIn(report) }, { exit: 1, fired: ["listing"] });
});

t.test("our own mock of them keeps the contract", async (t) => {
  for (const stateful of [false, true]) {
    const mock = await startMock({ document, scenarios: [], stateful });
    try {
      const target = { url: mock.url, values: {}, identities: {} };
      const report = await runOf({ document, title: "notes", target, policy: DEFAULT_POLICY });
      const { failed, inconclusive } = report.summary;
      t.same({ failed, inconclusive }, { failed: 0, inconclusive: 0 }, `stateful ${stateful}: ${firedIn(report)}`);
    } finally {
      await mock.close();
    }
  }
});
