// multipart/form-data (RFC 7578): data as parts, one to a field, the same bytes for the same data.

/** No text of a request holds it. */
const BOUNDARY = "fieldproof-7d1b9c2e4f60";

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/**
 * Writes an object's fields as parts: a list as one part for each element, other data as JSON (OAS 3.1, 4.8.15).
 * @param files names of fields that are sent as files
 */
export function writeMultipart(value: unknown, files: readonly string[]): Buffer {
  const fields = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const parts = fields.flatMap(([name, inner]) => [inner].flat().map((each) => part(name, each, files.includes(name))));
  return Buffer.from(`${parts.join("")}--${BOUNDARY}--\r\n`);
}

function part(name: string, value: unknown, file: boolean): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const quoted = name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
  const type = file
    ? "application/octet-stream"
    : typeof value === "object" && value !== null
      ? "application/json"
      : undefined;
  const lines = [
    `--${BOUNDARY}`,
    `Content-Disposition: form-data; name="${quoted}"${file ? `; filename="${quoted}.bin"` : ""}`,
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    "",
    text,
    "",
  ];
  return lines.join("\r\n");
}
