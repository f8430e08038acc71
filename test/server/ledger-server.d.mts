// Types of ledger-server.mjs, for the tests.
export const LEDGER_CLIENTS: Readonly<Record<string, string>>;
export interface LedgerServer {
  readonly url: string;
  requests(): number;
  left(): number;
  close(): Promise<void>;
}
export interface LedgerCall {
  readonly operation: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly body: { readonly name?: unknown };
  readonly client?: string;
}
export interface LedgerState {
  readonly accounts: { readonly accountId: string; readonly client: string; name: string }[];
}
export const conformantLedger: {
  decide(call: LedgerCall, state: LedgerState, behaviour: object): number | undefined;
};
export function startLedgerServer(replaced?: object, port?: number): Promise<LedgerServer>;
