// A small service of POST operations that answers in the seed's envelope, for what the matrix's servers do not have.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type Fields = Readonly<Record<string, unknown>>;

/** What an operation answers: a result code, and what stands beside the envelope. */
export type Operation = (body: Fields) => readonly [code: string, beside?: Fields];

/**
 * Serves operations by path on a free port of 127.0.0.1 while `use` runs. What is no JSON object is answered with `PARAM_ILLEGAL`,
 * an unknown path with 404 and another method with 405.
 */
export async function serving<T>(
  operations: Readonly<Record<string, Operation>>,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer(async (request, response) => {
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const chunks: Buffer[] = [];
    for await (const chunk of request as IncomingMessage) chunks.push(chunk as Buffer);
    const operation = operations[request.url ?? ""];
    if (operation === undefined) return send(404, {});
    if (request.method !== "POST") return send(405, {});
    const body = /^application\/json\b/i.test(request.headers["content-type"] ?? "") ? read(chunks) : undefined;
    const [code, beside] = body === undefined ? ["PARAM_ILLEGAL"] : operation(body);
    send(200, { resultContext: { success: code === "SUCCESS", resultMsg: code, resultCode: code }, ...beside });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function read(chunks: readonly Buffer[]): Fields | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a text of one to so many characters. */
export function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && value !== "" && [...value].length <= most;
}
