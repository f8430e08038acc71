// Types of search-server.mjs, for the tests.
export interface SearchBehaviour {
  fits(body: Record<string, unknown>): boolean;
  items(call?: object): readonly object[];
  headers(code?: number): Record<string, string>;
  decide(call: object): number;
  status(code: number): number;
  text(value: object, code: number): string;
  answer(code: number, items: readonly object[]): object;
}
export const conformantSearch: SearchBehaviour;
export function startSearchServer(
  replaced?: Partial<SearchBehaviour>,
): Promise<{ readonly url: string; close(): Promise<void> }>;
