// The mock as an HTTP server: Fastify carries bytes to the engine and back; its own schemas, parsers and error pages stay out of it.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import cors, { type FastifyCorsOptions } from "@fastify/cors";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { Document } from "../openapi/document.ts";
import type { StateOverrides } from "../openapi/state.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { pathOf } from "./answer.ts";
import type { Answered } from "./answered.ts";
import { endWith, NO_HOST, NO_TUNNEL, refusal, refusalOf, refuseMalformed, requestOf } from "./connection.ts";
import { CONTROL_PREFIX } from "./control.ts";
import { createEngine } from "./engine.ts";
import { sendFault } from "./fault.ts";
import { headerText, type MockAnswer } from "./message.ts";
import { MARK, problem } from "./problem.ts";
import { write } from "./wire.ts";
import type { WorldLimits } from "./world.ts";

export interface MockOptions {
  readonly document: Document;
  readonly scenarios: readonly Scenario[];
  /** The scenario of clients that choose none. */
  readonly scenario?: string;
  /** Where scenarios are looked for, for messages. */
  readonly scenarioPlace?: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Of everything random; default 1. */
  readonly seed?: number;
  /** Make success up from the schema instead of copying the example. */
  readonly dynamic?: boolean;
  /** Default `strict`. */
  readonly validate?: "strict" | "warn" | "off";
  /** Live by what is inferred of state; an object says what is known better than the inference. Default false. */
  readonly stateful?: boolean | StateOverrides;
  /** A locale of faker's. */
  readonly locale?: string;
  /** Asked for by the control API; off loopback that stays closed without one. */
  readonly token?: string;
  /** Largest request body in bytes; default 1 MiB. */
  readonly bodyLimit?: number;
  /** In milliseconds: a request that has not come to its end by then is refused; default 30 seconds. */
  readonly requestTimeout?: number;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: () => number;
  readonly limits?: Partial<WorldLimits>;
  /** Hears the detail of each problem that is answered, for a terminal to show. */
  readonly onProblem?: (detail: string) => void;
  /** Hears of each answer but those of the control API, for a terminal to show. */
  readonly onAnswer?: (answered: Answered) => void;
}

export interface Mock {
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** Whether the control API answers. */
  readonly isControlled: boolean;
  /**
   * From now on answers by another document or other scenarios; connections and what worlds remember stay.
   * @param stateful in place of the option of that name
   * @returns what of it clients should know, said in a header too: that the scenario the mock was started with is gone
   */
  replace(document: Document, scenarios: readonly Scenario[], stateful?: boolean | StateOverrides): string | undefined;
  /** Says something in the header `X-Fieldproof-Notice` of every answer, until the next `replace`: why a save was not taken. */
  notice(text: string | undefined): void;
  /**
   * Stops listening and ends open connections.
   * @param graceMs how long what is being answered may go on; default 0
   */
  close(graceMs?: number): Promise<void>;
}

const MAX_NOTICE = 500;
const MIB = 1024 * 1024;
/** How often slow requests are looked for, in milliseconds. */
const LOOK_EVERY = 1000;
const NOTHING = Buffer.alloc(0);
/** The last request of a connection stands on it: a weak map of all connections is walked through by each collection of garbage. */
const LATEST = Symbol("latest request");
type Busy = Socket & { [LATEST]?: IncomingMessage };

/**
 * Starts a mock.
 * @throws Error when the document or the active scenario cannot be used, or the address cannot be listened on (with Node's `code`)
 */
export async function startMock(options: MockOptions): Promise<Mock> {
  const { host = "127.0.0.1", port = 0, bodyLimit = MIB, seed = 1, dynamic = false, validate = "strict" } = options;
  const isControlled = isLoopback(host) || options.token !== undefined;
  const engine = createEngine({
    ...options,
    seed,
    dynamic,
    validate,
    now: options.now ?? Date.now,
    stopwatch: () => performance.now(),
    controlled: isControlled,
  });
  // A locale that faker lacks is said at the start, not at the first answer.
  if (dynamic || options.locale !== undefined) await engine.load();

  const { requestTimeout = 30_000 } = options;
  const app = fastify({
    bodyLimit,
    requestTimeout,
    http: {
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(LOOK_EVERY, requestTimeout),
      // Refused below: Node's own refusal says nothing.
      requireHostHeader: false,
    },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    logger: false,
    clientErrorHandler: (error, socket) =>
      refuseMalformed(error, socket, (socket as Busy)[LATEST], (request, answer) =>
        engine.refused(request, answer, answer.status === 408 ? requestTimeout : 0),
      ),
    frameworkErrors: (error, request, reply) =>
      refuseTo(request, reply, refusal(400, "Bad Request", `${error.message}.`)),
  });
  // In a context of its own the plugin answers preflights and costs other requests nothing; what they need is in PUBLIC.
  await app.register(async (preflights) => {
    await preflights.register(cors, () => corsFor);
  });
  app.removeAllContentTypeParsers();
  // The usual one by its name: Fastify takes a type apart each time that only the star fits.
  app.addContentTypeParser(["application/json", "*"], { parseAs: "buffer" }, (_, body, done) => done(null, body));
  let published: Promise<Published> | undefined;
  let served = engine.document;
  let notice: string | undefined;
  const send = (reply: FastifyReply, answer: MockAnswer): void => sendAnswer(reply, answer, notice);
  const refuseTo = ({ raw }: FastifyRequest, reply: FastifyReply, answer: MockAnswer): void => {
    // Who has gone, or was refused on the connection, is told nothing more.
    if (!reply.raw.destroyed) engine.refused(requestOf(raw), answer);
    send(reply, answer);
  };
  const handle = (request: FastifyRequest, reply: FastifyReply): undefined | Promise<void> => {
    const url = request.raw.url ?? "/";
    if (request.headers.host === undefined && request.raw.httpVersion === "1.1") {
      refuseTo(request, reply, refusal(400, "Bad Request", NO_HOST));
      return undefined;
    }
    if (url.startsWith("/openapi.") && /^\/openapi\.(json|yaml)(\?|$)/.test(url) && !engine.has(pathOf(url))) {
      if (published === undefined || served !== engine.document) {
        served = engine.document;
        published = publish(served);
      }
      return published.then((documents) => send(reply, documents[url.startsWith("/openapi.json") ? "json" : "yaml"]));
    }
    const answer = engine.answer({
      method: request.method,
      url,
      headers: request.headers,
      body: Buffer.isBuffer(request.body) ? request.body : NOTHING,
    });
    if (answer instanceof Promise) return answer.then((ready) => send(reply, ready));
    send(reply, answer);
    return undefined;
  };
  // The CORS plugin has the route of OPTIONS; what is no preflight it passes on to the handler of unknown routes.
  app.route({ method: app.supportedMethods.filter((method) => method !== "OPTIONS"), url: "/*", handler: handle });
  app.setNotFoundHandler(handle);
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, request, reply) =>
    // A content type that is none: the engine refuses it as the API would.
    error.statusCode === 415 ? handle(request, reply) : refuseTo(request, reply, refusalOf(error, bodyLimit)),
  );

  app.server.prependListener("request", (request: IncomingMessage) => {
    (request.socket as Busy)[LATEST] = request;
  });
  app.server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    const detail = `The mock meets no expectation but \`100-continue\`, found \`${request.headers.expect?.slice(0, 40)}\`.`;
    const answer = refusal(417, "Expectation Failed", detail, { connection: "close" });
    engine.refused(requestOf(request), answer);
    write(response, answer, false);
  });
  app.server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const answer = refusal(501, "Not Implemented", NO_TUNNEL);
    engine.refused(requestOf(request), answer);
    endWith(socket, answer, "Not Implemented");
  });

  await app.listen({ host, port });
  const [address] = app.addresses();
  const bound = typeof address === "object" ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    port: bound,
    isControlled,
    replace(document, scenarios, stateful) {
      engine.replace(document, scenarios, stateful);
      const { scenario } = options;
      const isGone = scenario !== undefined && !scenarios.some(({ name }) => name === scenario);
      const gone = `Scenario \`${scenario}\`, active since the start, is there no longer: answers are given without one.`;
      notice = isGone ? headerText(gone) : undefined;
      return isGone ? gone : undefined;
    },
    notice(text) {
      notice = text === undefined ? undefined : headerText(text).slice(0, MAX_NOTICE);
    },
    async close(graceMs = 0) {
      if (graceMs > 0) await drain(app.server, graceMs);
      await app.close();
    },
  };
}

const SWEEP_MS = 20;

/** Stops listening, ends connections as they fall idle, and waits for the others, but no longer than it is given. */
async function drain(server: Server, graceMs: number): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise<void>((done) => {
    const late = setTimeout(done, graceMs);
    server.close(() => {
      clearTimeout(late);
      done();
    });
  });
  clearInterval(sweep);
}

function sendAnswer(reply: FastifyReply, answer: MockAnswer, notice: string | undefined): void {
  const { fault, delayMs } = answer;
  const url = reply.request.raw.url ?? "/";
  // Past Fastify's serialisation: the answer is bytes already.
  reply.hijack();
  // Only browsers say where a page comes from, and only they are told that any page may read the answer.
  const isPublic = reply.request.raw.headers.origin !== undefined && !url.startsWith(CONTROL_PREFIX);
  const respond = (): void => {
    try {
      if (fault !== undefined) sendFault(reply.raw, answer, fault);
      else write(reply.raw, answer, isPublic, notice);
    } catch (error) {
      // A status or header of the document that HTTP does not have.
      if (reply.raw.headersSent) reply.raw.destroy();
      else write(reply.raw, problem(500, "The answer cannot be sent", `${(error as Error).message}.`), isPublic);
    }
  };
  // While the client waits its connection keeps the process; afterwards nobody is to be answered.
  if (delayMs !== undefined && delayMs > 0) setTimeout(respond, delayMs).unref();
  else respond();
}

/** Preflights: any page may use the mock; the control API is for pages the mock serves itself. */
function corsFor(request: FastifyRequest, decided: (error: Error | null, options: FastifyCorsOptions) => void): void {
  const isPreflight = request.headers["access-control-request-method"] !== undefined;
  const isControl = (request.raw.url ?? "").startsWith(CONTROL_PREFIX);
  if (isControl || !isPreflight) decided(null, { origin: false, preflight: false });
  else decided(null, { origin: "*", methods: "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE", maxAge: 600 });
}

interface Published {
  readonly json: MockAnswer;
  readonly yaml: MockAnswer;
}

/** The document as `@fastify/swagger` writes it, made once for each document. */
async function publish(document: Document): Promise<Published> {
  const { default: swagger } = await import("@fastify/swagger");
  const app: FastifyInstance = fastify();
  // Its types know OpenAPI 3.0 only; static mode serves any document as it is.
  await app.register(swagger, { mode: "static", specification: { document: document as never } });
  await app.ready();
  const answer = (mediaType: string, text: string): MockAnswer => ({
    status: 200,
    headers: { ...MARK, "content-type": mediaType },
    body: Buffer.from(text),
  });
  return {
    json: answer("application/json", `${JSON.stringify(app.swagger(), null, 2)}\n`),
    yaml: answer("application/yaml", app.swagger({ yaml: true })),
  };
}

/** Addresses only this machine can reach. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
