// The demo of the README: tables → document → mock → every result code forced → contract run. Ends by itself; 0 when all went well.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

const bin = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const spec = process.argv[2] ?? "spec";
const print = (text) => process.stdout.write(`${text}\n`);
const heading = (text) => print(`\n${process.stdout.isTTY ? styleText("bold", `$ ${text}`) : `$ ${text}`}`);

/** Runs a command to its end; its standard output comes back, and is shown where `show` says so. */
async function fieldproof(args, show) {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", show ? "inherit" : "pipe", "inherit"] });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) {
    print(`fieldproof ${args.join(" ")} ended with exit code ${code}`);
    process.exitCode = 1;
  }
  return output;
}

heading(`fieldproof derive ${spec}`);
const document = JSON.parse(await fieldproof(["derive", spec], false));
const paths = Object.keys(document.paths);
print(`OpenAPI ${document.openapi}: ${paths.join(", ")}`);

heading(`fieldproof mock ${spec} --port 0`);
const mock = spawn(process.execPath, [bin, "mock", spec, "--port", "0", "--no-watch", "--quiet"], {
  stdio: ["ignore", "pipe", "pipe"],
});
let told = "";
mock.stderr.on("data", (chunk) => {
  told += chunk;
});
try {
  const url = await new Promise((resolve, reject) => {
    let banner = "";
    mock.stdout.on("data", (chunk) => {
      banner += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(banner);
      if (found && banner.includes("document:")) {
        print(banner.trimEnd());
        resolve(found[0]);
      }
    });
    mock.once("exit", (code) => reject(new Error(`the mock ended with exit code ${code}`)));
  });

  let forced = 0;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const codes = Object.values(operation.responses).flatMap((response) =>
        Object.values(response.content ?? {}).flatMap((media) => Object.keys(media.examples ?? {})),
      );
      for (const code of codes) {
        heading(`curl -X ${method.toUpperCase()} -H 'Prefer: result=${code}' ${url}${path}`);
        const answer = await fetch(`${url}${path}`, {
          method: method.toUpperCase(),
          headers: { prefer: `result=${code}` },
        });
        const body = await answer.text();
        print(`HTTP ${answer.status}  ${body}`);
        if (answer.headers.get("preference-applied") === `result=${code}` && body.includes(code)) forced += 1;
        else process.exitCode = 1;
      }
    }
  }
  print(`\n${forced} result codes forced`);

  heading(`fieldproof verify ${spec} --target ${url}`);
  await fieldproof(["verify", spec, "--target", url], true);
} finally {
  mock.kill("SIGTERM");
  await once(mock, "close");
  if (told !== "") {
    print("\nIt asks for what is not documented, too. Of that the mock says, as it should:");
    print(told.trimEnd());
  }
}
