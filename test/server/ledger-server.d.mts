// Types of ledger-server.mjs, for the tests.
export const LEDGER_CLIENTS: Readonly<Record<string, string>>;
export interface LedgerServer {
  readonly url: string;
  requests(): number;
  left(): number;
  close(): Promise<void>;
}
export function startLedgerServer(replaced?: object, port?: number): Promise<LedgerServer>;
