// The server that a page states once for all its operations: "Base URL: `https://api.example.com/v2`".
import type { Page } from "../page.ts";
import { withoutBrackets, wordKey } from "../vocabulary.ts";
import { linesOf, type Part, plainText } from "./outline.ts";

const LABELS = new Set(
  "base url, base uri, baseurl, api base url, base address, base endpoint, root url, root endpoint, api root, server, server url, api server, host, api host, production url, service url, 基础url, 基础地址, 基础路径, 根路径, 域名, 接口域名, 请求域名, 服务地址, 服务器地址, 基礎網址, 伺服器, ベースurl, サーバー, ホスト, 기본 url, 베이스 url, 서버 주소, 서버, 호스트, url base, base da api, servidor, url de base, serveur, hôte, basis-url, basisurl, server-url, базовый url, базовый адрес, сервер, хост, url cơ sở, máy chủ, url dasar, peladen, adres bazowy, bazowy url, serwer, url di base, temel url, sunucu"
    .split(", ")
    .map(wordKey),
);
const ADDRESS = /^https?:\/\/[\w.-]+(?::\d{1,5})?(?:\/[\w.~/-]*)?$/i;

/** What the first such statement names; undefined where none does or what it names has blanks to fill in. */
export function baseUrlOf(parts: readonly Part[]): Page["server"] {
  for (const { block, captions } of parts) {
    const above = captions.at(-1)?.text ?? "";
    switch (block.kind) {
      case "heading":
        continue;
      case "code": {
        const found = block.text.length < 300 && isServerLabel(above) ? addressIn(block.text) : undefined;
        if (found !== undefined) return found;
        continue;
      }
      case "prose":
        for (const { text } of linesOf(block)) {
          const [, label = "", value = ""] = /^([^:：=]{2,40})\s*[:：=]\s*(\S.*)$/u.exec(text.slice(0, 300)) ?? [];
          const found = isServerLabel(label) ? addressIn(value) : isServerLabel(above) ? addressIn(text) : undefined;
          if (found !== undefined) return found;
        }
        continue;
      case "table":
        for (const [label, value] of [block.header, ...block.rows]) {
          const found = label !== undefined && isServerLabel(label.text) ? addressIn(value?.text ?? "") : undefined;
          if (found !== undefined) return found;
        }
    }
  }
  return undefined;
}

/** Whether words announce the server of all operations. */
export function isServerLabel(text: string): boolean {
  return text.length <= 60 && LABELS.has(wordKey(withoutBrackets(plainText(text).replace(/[\s:：]+$/, ""))));
}

function addressIn(text: string): string | undefined {
  const address = plainText(text).replace(/[.。,，;]+$/, "");
  return ADDRESS.test(address) ? address.replace(/\/+$/, "") : undefined;
}
