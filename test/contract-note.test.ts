// The contract runner on lists that are asked for by what their entries are about, which nobody has made and no config gives.
import t from "tap";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import { DEFAULT_POLICY } from "../src/contract/settings.ts";
import { startMock } from "../src/mock/server.ts";
import type { Report } from "../src/report.ts";
import { type Fields, isText, type Operation, serving } from "./envelope-server.ts";
import { documentOf, firedIn, runOf } from "./matrix.ts";

interface Note {
  readonly noteId: string;
  readonly about: string;
  readonly aboutId: string;
  readonly text: string;
}

const document = documentOf("note");

/** Notes of a server; `isListed` says which of those that are asked for it lists. */
function against(isListed: (note: Note, index: number, all: readonly Note[]) => boolean = () => true): Promise<Report> {
  const notes: Note[] = [];
  const isGood = ({ about, aboutId }: Fields): boolean =>
    ["BOOK", "AUTHOR"].includes(about as string) && isText(aboutId, 20);
  const operations: Readonly<Record<string, Operation>> = {
    "/note/create": (body) => {
      if (!isGood(body) || !isText(body.text, 200)) return ["PARAM_ILLEGAL"];
      const { about, aboutId, text } = body as unknown as Note;
      const noteId = `nt-${notes.length}`;
      notes.push({ noteId, about, aboutId, text });
      return ["SUCCESS", { noteId }];
    },
    "/note/query": (body) => {
      if (!isGood(body)) return ["PARAM_ILLEGAL"];
      const found = notes.filter(({ about, aboutId }) => about === body.about && aboutId === body.aboutId);
      return ["SUCCESS", { notes: found.filter(isListed).map(({ noteId, text }) => ({ noteId, text })) }];
    },
  };
  return serving(operations, (url) => {
    const target = { url, values: {}, identities: {} };
    return runOf({ document, title: "notes", target, policy: DEFAULT_POLICY });
  });
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
