// Types of session-server.mjs, for the tests.
export const CLIENTS: Readonly<Record<string, string>>;
export const conformant: object;
export interface SessionServer {
  readonly url: string;
  newSession(client?: string): string;
  requests(): number;
  close(): Promise<void>;
}
export function startSessionServer(replaced?: object, port?: number): Promise<SessionServer>;
