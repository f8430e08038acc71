// Load for the benchmarks of the mock: one request over and over on a few open connections, answers read to their last byte.
import { readFileSync } from "node:fs";
import { connect } from "node:net";

/**
 * @param {{ method: string, path: string, headers: Record<string, string>, body: string }} request
 * @returns {Buffer} its bytes
 */
export function bytesOf({ method, path, headers, body }) {
  const lines = Object.entries({ host: "127.0.0.1", ...headers, "content-length": Buffer.byteLength(body) });
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`,
  );
}

/**
 * Asks for so many milliseconds.
 * @param {number} port on 127.0.0.1
 * @param {Buffer} bytes the request
 * @param {number} depth requests on their way at once on each connection (RFC 9112, section 9.3.2), so that the server is
 *   measured and not the system calls that carry single requests
 * @returns {Promise<{ count: number, lost: number, ms: number }>} answers, connections that broke, and the time it took
 */
export async function drive(port, bytes, ms, depth = 1, connections = 20) {
  const start = performance.now();
  const end = start + ms;
  const counts = await Promise.all(Array.from({ length: connections }, () => one(port, bytes, end, depth)));
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    lost: counts.reduce((sum, { lost }) => sum + lost, 0),
    ms: performance.now() - start,
  };
}

const H = 0x48;

function one(port, bytes, end, depth) {
  return new Promise((resolve) => {
    const requests = Buffer.concat(Array.from({ length: depth }, () => bytes));
    let count = 0;
    let due = depth;
    let held = Buffer.alloc(0);
    // Answers to one request are mostly of one length: where the next begins at that, nothing need be read.
    let usual = -1;
    const socket = connect(port, "127.0.0.1", () => socket.write(requests));
    const guard = setTimeout(() => socket.destroy(), end - performance.now() + 5000);
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      let at = 0;
      while (at < held.length) {
        const next = at + usual;
        const isUsual = usual > 0 && (next === held.length || (next < held.length && held[next] === H));
        const length = isUsual ? usual : lengthOf(held.subarray(at));
        if (length === undefined || at + length > held.length) break;
        usual = length;
        at += length;
        count += 1;
        due -= 1;
      }
      held = at === held.length ? Buffer.alloc(0) : held.subarray(at);
      if (due > 0) return;
      if (performance.now() < end) {
        due = depth;
        socket.write(requests);
      } else socket.destroy();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(guard);
      resolve({ count, lost: due > 0 ? 1 : 0 });
    });
  });
}

/** The whole length of an answer whose head is there; undefined before that. */
function lengthOf(bytes) {
  const head = bytes.indexOf("\r\n\r\n");
  if (head === -1) return undefined;
  const text = bytes.toString("latin1", 0, head);
  const length = /^content-length:\s*(\d+)/im.exec(text)?.[1];
  if (length !== undefined) return head + 4 + Number(length);
  if (!/^transfer-encoding:\s*chunked/im.test(text)) return head + 4;
  const last = bytes.indexOf("0\r\n\r\n", head + 4);
  return last === -1 ? undefined : last + 5;
}

/** What a process has used so far: milliseconds of processor, MB of memory now and at most (Linux). */
export function usageOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name) => Math.round(Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0) / 1024);
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, rss: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
