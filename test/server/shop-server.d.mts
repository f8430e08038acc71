// Types of shop-server.mjs, for the tests.
export const SHOP_CLIENTS: Readonly<Record<string, string>>;
export const RULES: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>>;
export const conformantShop: object;
export interface ShopServer {
  readonly url: string;
  requests(): number;
  left(): number;
  close(): Promise<void>;
}
export function startShopServer(replaced?: object, port?: number): Promise<ShopServer>;
