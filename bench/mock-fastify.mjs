// The yardstick: Fastify with the same validation by the same ajv, for one operation and two fixed answers. Nothing else.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fastify } from "fastify";

const [, , file, port] = process.argv;
const document = JSON.parse(readFileSync(file, "utf8"));
const { parameters, requestBody, responses } = document.paths["/session/logout"].post;
const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
const headers = ajv.compile({
  type: "object",
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name.toLowerCase(), schema])),
  required: parameters.map(({ name }) => name.toLowerCase()),
});
const body = ajv.compile(requestBody.content["application/json"].schema);
const { examples } = responses["200"].content["application/json"];
const good = Buffer.from(JSON.stringify(examples.SUCCESS.value));
const bad = Buffer.from(JSON.stringify(examples.PARAM_ILLEGAL.value));

const app = fastify();
app.post("/session/logout", (request, reply) => {
  reply.header("content-type", "application/json").send(headers(request.headers) && body(request.body) ? good : bad);
});
await app.listen({ host: "127.0.0.1", port: Number(port) });
