// Prism's proxy: our own requests go through it, and the violations it finds in answers are its verdict.
import { createServer, request } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { join } from "node:path";
import { end, start } from "../command.mjs";
import { verify } from "./fieldproof.mjs";

export const prism = {
  name: "Prism proxy",
  packages: ["@stoplight/prism-cli@5.14.2"],
  /** One proxy for all targets, which take turns at its upstream's port. */
  async open({ installed, documents }) {
    const [port, upstream] = [await freePort(), await freePort()];
    const script = join(installed, "node_modules/@stoplight/prism-cli/dist/index.js");
    const args = [
      script,
      "proxy",
      join(documents, "full.json"),
      `http://127.0.0.1:${upstream}`,
      "-p",
      String(port),
      "-h",
      "127.0.0.1",
    ];
    const child = start(process.execPath, args, { cwd: documents });
    await new Promise((then, fail) => {
      child.stdout.on("data", (chunk) => /listening/i.test(String(chunk)) && then());
      child.once("exit", (code) => fail(new Error(`prism ended with ${code}`)));
      setTimeout(() => fail(new Error("prism did not listen within a minute")), 60_000).unref();
    });
    child.stderr.resume();
    return { child, port, upstream };
  },
  port: ({ upstream }) => upstream,
  async run({ opened, folder, limitMs }) {
    const [failures, warnings] = [[], []];
    const front = await observer(opened, (status, violations, asked) => {
      for (const { location = [], severity, code } of violations)
        if (location[0] === "response")
          (severity === "Error" ? failures : warnings).push(`${status} ${location.join("/")} ${code} (${asked})`);
    });
    const { timedOut } = await verify(front.url, folder, limitMs, []);
    await front.close();
    return { failures, warnings, timedOut };
  },
  close: ({ child }) => end(child),
};

/** Stands before the proxy: hands it all but the calls for a fresh session, and reads what it says of each answer. */
async function observer({ port, upstream }, note) {
  const server = createServer((asked, answered) => {
    const to = asked.url.startsWith("/__test/") ? upstream : port;
    const passed = request(
      { host: "127.0.0.1", port: to, method: asked.method, path: asked.url, headers: asked.headers },
      (answer) => {
        const said = answer.headers["sl-violations"];
        if (said !== undefined) note(answer.statusCode, JSON.parse(said), formOf(asked, Buffer.concat(chunks)));
        answered.writeHead(answer.statusCode, answer.headers);
        answer.pipe(answered);
        answer.on("error", () => answered.destroy());
      },
    );
    passed.on("error", () => answered.destroy());
    const chunks = [];
    asked.on("data", (chunk) => chunks.push(chunk));
    asked.pipe(passed);
  });
  await new Promise((then) => server.listen(0, "127.0.0.1", then));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((then) => {
        server.close(() => then());
        server.closeAllConnections();
      }),
  };
}

/** A framework's own refusal of what is no JSON says nothing of how the service refuses. */
function formOf({ method, headers }, body) {
  if (method !== "POST" || !/^application\/json/i.test(headers["content-type"] ?? "")) return "another kind of request";
  try {
    JSON.parse(body.toString("utf8"));
    return "JSON";
  } catch {
    return "no JSON";
  }
}

function freePort() {
  return new Promise((then) => {
    const server = createSocketServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => then(port));
    });
  });
}
