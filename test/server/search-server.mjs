// A second independent server: numeric codes without a success flag, limits, an enumeration, lists and a response header.
import { createServer } from "node:http";

const word = (value, least, most) => typeof value === "string" && value.length >= least && value.length <= most;

const isDay = (value) =>
  typeof value === "string" &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const conformantSearch = {
  fits(body) {
    if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
    const { status, keyword, page, tags, since, zone, area } = body;
    return (
      ["NEW", "DONE"].includes(status) &&
      (keyword === undefined || word(keyword, 0, 10)) &&
      (page === undefined || (Number.isInteger(page) && page >= 1 && page <= 99)) &&
      (since === undefined || isDay(since)) &&
      (zone === undefined || /^[A-Z]{2}$/.test(typeof zone === "string" ? zone : "")) &&
      (area === undefined || (isObject(area) && (area.city === undefined || word(area.city, 0, 1e6)))) &&
      (tags === undefined || (Array.isArray(tags) && tags.every((tag) => word(tag?.name, 1, 100))))
    );
  },
  items: () => [
    { id: 1, title: "lamp" },
    { id: 2, title: "desk", note: null },
  ],
  headers: () => ({ "content-type": "application/json", "x-total": "2" }),
  /** @returns {number} the result code */
  decide: ({ fits, token }) => (!fits ? 1001 : token !== "good-token-of-search" ? 1002 : 0),
  status: () => 200,
  text: (value) => JSON.stringify(value),
  answer: (code, items) => ({ code, msg: code === 0 ? "ok" : "no", ...(code === 0 ? { data: { items } } : {}) }),
};

export async function startSearchServer(replaced = {}) {
  const behaviour = { ...conformantSearch, ...replaced };
  let count = 0;
  const server = createServer((req, res) => {
    const chunks = [];
    req.on("data", (chunk) => chunks.push(chunk));
    req.on("end", () => {
      if (req.url !== "/orders/search" || req.method !== "POST") return res.writeHead(404).end();
      let body;
      try {
        body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      } catch {
        return res.writeHead(400).end();
      }
      const form = !/^application\/json/.test(req.headers["content-type"] ?? "");
      const fits = !form && (req.headers.token ?? "") !== "" && behaviour.fits(body);
      count += 1;
      const call = { fits, token: req.headers.token, body, count };
      const code = behaviour.decide(call);
      res.writeHead(behaviour.status(code), behaviour.headers(code));
      res.end(behaviour.text(behaviour.answer(code, behaviour.items(call)), code));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
