// The target of bench/verify.mjs: a plain server that keeps a document's promises by ajv and the document's own examples.
// `node bench/verify-target.mjs FILE [MS]` prints its URL; it takes MS milliseconds for each answer. `POST /__bench/record` has it keep the requests that follow;
// `GET /__bench/requests` hands them back and begins to forget.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const delayMs = Number(process.argv[3] ?? 0);
const document = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ajv = new Ajv2020({ strict: false, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema(document, "document");
const routes = new Map(
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [
      `${method.toUpperCase()} ${path}`,
      routeOf(path, method, operation),
    ]),
  ),
);
let kept;
let count = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const bytes = Buffer.concat(chunks);
    if (request.url.startsWith("/__bench/"))
      return send(response, 200, Buffer.from(JSON.stringify(control(request.url))));
    count += 1;
    kept?.push({
      method: request.method,
      path: request.url,
      headers: request.rawHeaders,
      body: bytes.toString("base64"),
    });
    const route = routes.get(`${request.method} ${request.url.split("?")[0]}`);
    if (route === undefined) return send(response, request.method === "POST" ? 404 : 405, Buffer.from("{}"));
    if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
      return send(response, 415, Buffer.from("{}"));
    return answer(route, request, bytes, response);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));

function routeOf(path, method, { parameters = [], responses }) {
  const pointer = `document#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}/requestBody/content/application~1json/schema`;
  const { examples } = responses["200"].content["application/json"];
  return {
    needed: parameters.filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
    fits: ajv.compile({ $ref: encodeURI(pointer) }),
    good: Buffer.from(JSON.stringify(examples.SUCCESS.value)),
    bad: Buffer.from(JSON.stringify(examples.PARAM_ILLEGAL.value)),
  };
}

function answer({ needed, fits, good, bad }, { headers }, bytes, response) {
  let body;
  try {
    body = JSON.parse(bytes.toString("utf8"));
  } catch {
    return send(response, 400, Buffer.from("{}"));
  }
  return send(response, 200, isSound(needed, headers) && fits(body) ? good : bad);
}

function isSound(needed, headers) {
  return needed.every((name) => (headers[name] ?? "") !== "") && headers.sessionid === "a-session";
}

function send(response, status, bytes) {
  if (delayMs > 0) setTimeout(() => write(response, status, bytes), delayMs);
  else write(response, status, bytes);
}

function write(response, status, bytes) {
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length });
  response.end(bytes);
}

function control(url) {
  if (url === "/__bench/record") kept = [];
  if (url === "/__bench/requests") {
    const requests = kept;
    kept = undefined;
    return requests;
  }
  const before = count;
  count = 0;
  return { count: before };
}
