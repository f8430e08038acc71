// Whether a mock of ours keeps state, asked of its control API.
import { readJsonBytes } from "../json/bytes.ts";
import type { Nature } from "./case-runner.ts";
import type { HttpClient } from "./http.ts";

/** A mock off loopback may want a token for its control API: it is then taken to keep none. */
export async function natureOfMock(http: HttpClient, url: string, timeoutMs: number): Promise<Nature> {
  const target = `${url.replace(/\/+$/, "")}/__fieldproof/inference`;
  const reply = await http.send({ method: "GET", url: target, headers: {} }, timeoutMs);
  if (!("answer" in reply)) return "mock";
  const said = readJsonBytes(reply.answer.body).value as { readonly inferred?: readonly unknown[] } | undefined;
  return (said?.inferred?.length ?? 0) > 0 ? "stateful mock" : "mock";
}
