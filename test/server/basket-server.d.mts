// Types of basket-server.mjs, for the tests.
export const BASKET_CLIENTS: Readonly<Record<string, string>>;
export function startBasketServer(
  replaced?: object,
  port?: number,
): ReturnType<typeof import("./shop-server.mjs").startShopServer>;
