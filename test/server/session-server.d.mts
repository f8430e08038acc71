// Types of session-server.mjs, for the tests.
export const CLIENTS: Readonly<Record<string, string>>;
export const conformant: {
  readonly matches: (path: string) => boolean;
  readonly read: (call: object) => { readonly status?: number };
  readonly send: (...answer: readonly unknown[]) => void;
};
export interface SessionServer {
  readonly url: string;
  newSession(client?: string): string;
  requests(): number;
  close(): Promise<void>;
}
export function startSessionServer(replaced?: object, port?: number): Promise<SessionServer>;
