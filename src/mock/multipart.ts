// multipart/form-data (RFC 7578): the parts of a form, named, their bytes as they came.

export interface Part {
  readonly name: string;
  /** Present for a file. */
  readonly filename?: string;
  readonly bytes: Buffer;
}

const CRLF_CRLF = Buffer.from("\r\n\r\n");

/** The parts of a body, or undefined where it does not hold to its boundary: no first one, no last one, a part without a name. */
export function readParts(body: Buffer, boundary: string): readonly Part[] | undefined {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  while (at !== -1) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString("latin1") === "--") return parts;
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), start);
    if (next === -1) return undefined;
    const part = readPart(body.subarray(start, next));
    if (part === undefined) return undefined;
    parts.push(part);
    at = next + 2;
  }
  return undefined;
}

function readPart(bytes: Buffer): Part | undefined {
  const end = bytes.indexOf(CRLF_CRLF);
  const head = bytes.subarray(0, end === -1 ? 0 : end).toString("utf8");
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? "";
  const name = parameterOf(disposition, "name");
  if (name === undefined) return undefined;
  const filename = parameterOf(disposition, "filename");
  return { name, bytes: bytes.subarray(end + CRLF_CRLF.length), ...(filename !== undefined ? { filename } : {}) };
}

function parameterOf(disposition: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|;)\\s*${name}="([^"]*)"|(?:^|;)\\s*${name}=([^;\\s]+)`, "i").exec(disposition);
  return match?.[1] ?? match?.[2];
}
