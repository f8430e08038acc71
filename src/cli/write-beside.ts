// Writing to a stream's descriptor beside the program's work: Node's own streams wait for terminals and pipes.
import { write } from "node:fs";

const AGAIN_MS = 10;

/** Ends when all of the text is written, or the reader is gone. */
export function writeBeside(descriptor: number, text: string): Promise<void> {
  return new Promise((done) => {
    const next = (bytes: Buffer): void =>
      write(descriptor, bytes, (error, written) => {
        const rest = bytes.subarray(written);
        if (error?.code === "EAGAIN") setTimeout(next, AGAIN_MS, bytes);
        else if (error !== null || rest.length === 0) done();
        else next(rest);
      });
    next(Buffer.from(text));
  });
}
