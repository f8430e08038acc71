// Check: what was sent does not come back as a page a browser would run (CWE-79).
import type { Check } from "../check.ts";
import { MARKUP } from "../unusual-text.ts";

export const reflectedInput: Check = {
  name: "reflected-input",
  summary: "Markup that was sent does not come back in an answer that a browser takes for HTML.",
  details:
    "Input reflected into HTML runs in the reader's browser. In JSON, under its own content type, the same text is harmless.",
  judge({ text, contentType, sent }) {
    const start = MARKUP.slice(1, 12);
    const wasSent =
      sent.body?.includes(start) === true ||
      JSON.stringify(sent.headers).includes(start) ||
      sent.url.includes(encodeURIComponent(start));
    const asPage = contentType === undefined || /html|xml|svg/i.test(contentType);
    if (!wasSent || !asPage || !text.includes(MARKUP)) return [];
    return [{ message: `Markup from the request stands unescaped in an answer of type \`${contentType ?? "none"}\`.` }];
  },
};
