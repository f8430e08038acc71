// Types of search-server.mjs, for the tests.
export interface SearchBehaviour {
  fits(body: Record<string, unknown>): boolean;
  items(): readonly object[];
  headers(): Record<string, string>;
  answer(code: number, items: readonly object[]): object;
}
export const conformantSearch: SearchBehaviour;
export function startSearchServer(
  replaced?: Partial<SearchBehaviour>,
): Promise<{ readonly url: string; close(): Promise<void> }>;
