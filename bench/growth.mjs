// No page grows out of hand: some three hundred kinds of hostile pages, each twice as long as before until it takes long enough to tell,
// and the factor in processor time for twice the text. Needs the built package; takes about eight minutes.
//
//   node bench/growth.mjs [WORD]   only the kinds whose name has the word in it
//
// Exits with 1 where a kind takes more than three times as long for twice the text.
import { deriveDocument } from "../dist/spec/derive.js";
import { lint } from "../dist/spec/lint.js";
import { readSpecification } from "../dist/spec/read.js";

/** From this on a measure means something. */
const LEAST_MS = 60;
/** A kind that stays below that at this many repetitions is quick, and done. */
const MOST = 64_000;
const ROUNDS = 3;
const LIMIT = 3;

const HEADER =
  "| Field Name | Field type | Mandatory | Condition | Remarks | Example |\n| --- | --- | --- | --- | --- | --- |\n";

/** A page of the seed's layout with these rows in its request and this behind its result. */
const seed = (rows, more = "", url = "/a/b") =>
  `## API\n\n| field name | remarks |\n| --- | --- |\n| API url | \\<url\\>${url} |\n| API description | does it |\n| API methods | POST |\n\n### Request\n\n##### Body\n\n${HEADER}${rows}\n### Result\n\n##### Body\n\n${HEADER}| resultCode | String | Y | | | |\n\n${more}`;

/** A page of another team's layout. */
const other = (rows, more = "") =>
  `# Service\n\n## POST /a/{id}\n\n### Request body\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n${rows}\n### Response\n\n| Name | Type | Description |\n|---|---|---|\n| code | int | |\n\n${more}`;

const each = (where, page) =>
  Object.fromEntries(Object.entries(TEXTS).map(([name, text]) => [`${where} ${name}`, (n) => page(text(n))]));

const rep = (n, write) => Array.from({ length: n }, (_, index) => write(index)).join("");
const TABLE = "\n\n| Name | Type |\n|---|---|\n| a | string |\n";

/** Texts of n repetitions. */
const TEXTS = {
  words: (n) => `${rep(n, (i) => `word${i} `)}`,
  list: (n) => `${rep(n, (i) => `A${i}, `)}`,
  slash: (n) => `${rep(n, (i) => `A${i}/`)}`,
  br: (n) => `${rep(n, (i) => `- A${i}<br>`)}`,
  spaces: (n) => `x${" ".repeat(n)}x`,
  nbsp: (n) => `x${"&nbsp;".repeat(n)}x`,
  digits: (n) => `${"1".repeat(n)}`,
  dots: (n) => `${"1..".repeat(n)}`,
  default: (n) => `${"default ".repeat(n)}`,
  doubleQuotes: (n) => `${'"'.repeat(n)}`,
  ticks: (n) => `${rep(n, (i) => `${"`".repeat((i % 7) + 1)} `)}`,
  stars: (n) => `${"**a _".repeat(n)}`,
  brackets: (n) => `${"[".repeat(n)}`,
  links: (n) => `${"[a](".repeat(n)}`,
  lt: (n) => `${"<a ".repeat(n)}`,
  comment: (n) => `${"<!--".repeat(n)}`,
  amp: (n) => `${"&a".repeat(n)}`,
  back: (n) => `${"\\".repeat(n)}`,
  parens: (n) => `${"(a/b ".repeat(n)}`,
  boldStars: (n) => `${"**".repeat(n)}`,
  dollars: (n) => `${"$".repeat(n)}`,
  colons: (n) => `${"a:".repeat(n)}`,
  dashes: (n) => `${"a - ".repeat(n)}`,
  commas: (n) => `${",".repeat(n)}`,
  pictures: (n) => `${"![".repeat(n)}`,
  closings: (n) => `${"]".repeat(n)}`,
  braces: (n) => `${'{"a":'.repeat(n)}`,
  dates: (n) => `${"yyyy-MM-dd ".repeat(n)}`,
  ranges: (n) => `${"1-2~3 ".repeat(n)}`,
  conditions: (n) => `${"required if a = b ".repeat(n)}`,
  han: (n) => `${"默认为：".repeat(n)}`,
  escapes: (n) => `${"\\<".repeat(n)}`,
  unders: (n) => `${"__a ".repeat(n)}`,
  quoteSingle: (n) => `${"'a ".repeat(n)}`,
  maxLength: (n) => `${"max length 3 ".repeat(n)}`,
};

/** Pages of n repetitions: each text in a cell of either layout, in a paragraph and in a heading, and what only a page can be. */
const KINDS = {
  ...each("cell", (text) => seed(`| a | String | Y | | ${text} | |\n`)),
  ...each("number", (text) => seed(`| a | int | C | ${text} | | ${text} |\n`)),
  ...each("otherCell", (text) => other(`| a | string | yes | ${text} |\n`)),
  ...each("otherName", (text) => other(`| ${text} | ${text} | yes | |\n`)),
  ...each("prose", (text) => other("| a | string | yes | |\n", `Note: ${text}\n`)),
  ...each("heading", (text) => other("| a | string | yes | |\n", `### Part ${text}${TABLE}`)),
  seedRows: (n) => seed(rep(n, (i) => `| f${i} | String | Y | | | |\n`)),
  seedSameRows: (n) => seed(rep(n, (_i) => `| f | String | Y | | | |\n`)),
  seedTypes: (n) =>
    seed(
      rep(n, (i) => `| f${i} | T${i} | Y | | | |\n`),
      rep(n, (i) => `##### T${i}\n\n| Field Name | Field type | Mandatory |\n| - | - | - |\n| a | T${i + 1} | N |\n\n`),
    ),
  seedUndefinedTypes: (n) => seed(rep(n, (i) => `| f${i} | Kind${i} | Y | | | |\n`)),
  seedUnknownTypes: (n) =>
    seed(
      rep(n, (i) => `| f${i} | strng${i} | Y | | | |\n`),
      rep(n, (i) => `##### Heading${i}\n\n`),
    ),
  seedCodes: (n) =>
    seed(
      "| a | String | Y | | | |\n",
      "###### Possible Result Code\n\n| Result Code | Remark |\n| - | - |\n" +
        rep(n, (i) => `| CODE_${i} | what went wrong ${i} |\n`),
    ),
  seedSameCodes: (n) =>
    seed(
      "| a | String | Y | | | |\n",
      "###### Possible Result Code\n\n| Result Code | Remark |\n| - | - |\n" +
        rep(n, (i) => `| CODE | what went wrong ${i} |\n`),
    ),
  seedHeadings: (n) =>
    seed(
      "| a | String | Y | | | |\n",
      rep(n, (i) => `##### Request${i}\n\n`),
    ),
  seedOps: (n) => rep(n, (i) => seed(`| a | String | Y | | | |\n`, "", `/a/b${i}`)),
  seedSameOps: (n) => rep(n, (_i) => seed(`| a | String | Y | | | |\n`)),
  seedJson: (n) =>
    seed(
      rep(n, (i) => `| f${i} | String | Y | | | |\n`),
      `#### Example\n\n\`\`\`json\n{${rep(n, (i) => `"g${i}": ${i},\n`)}}\n\`\`\`\n`,
    ),
  seedJsonDeep: (n) =>
    seed("| a | String | Y | | | |\n", `#### Example\n\n\`\`\`json\n${rep(n, (_i) => `{"a":`)}\n\`\`\`\n`),
  seedJsonNoise: (n) =>
    seed("| a | String | Y | | | |\n", `#### Example\n\n\`\`\`json\n{${rep(n, (_i) => `a b " \\ :`)}\n\`\`\`\n`),
  seedConditions: (n) => seed(rep(n, (i) => `| f${i} | String | C | f${i + 1} = X and f${i} = Y | | |\n`)),
  typeDeep: (n) => seed(`| a | ${"List\\<".repeat(n)}String${"\\>".repeat(n)} | Y | | | |\n`),
  typeMap: (n) => seed(`| a | ${"Map\\<String, ".repeat(n)}String${"\\>".repeat(n)} | Y | | | |\n`),
  typeLt: (n) => seed(`| a | ${"<".repeat(n)} | Y | | | |\n`),
  typeWords: (n) => seed(`| a | ${"Foo ".repeat(n)} | Y | | | |\n`),
  typeBrackets: (n) => seed(`| a | String${"[]".repeat(n)} | Y | | | |\n`),
  typeOr: (n) => seed(`| a | ${rep(n, (i) => `T${i}/`)} | Y | | | |\n`),
  urlLong: (n) => seed("| a | String | Y | | | |\n", "", `${"/{a}".repeat(n)}`),
  urlQuery: (n) => seed("| a | String | Y | | | |\n", "", `/a?${"a=1&".repeat(n)}`),
  colWide: (n) =>
    seed(
      "| a | String | Y | | | |\n",
      `|${rep(n, (i) => ` c${i} |`)}\n|${rep(n, () => " - |")}\n|${rep(n, () => " x |")}\n`,
    ),
  rowWide: (n) => seed(`|${"a|".repeat(n)}\n`),
  otherRows: (n) => other(rep(n, (i) => `| f${i} | string | yes | says |\n`)),
  otherSame: (n) => other(rep(n, (_i) => `| f | string | yes | says |\n`)),
  otherDeep: (n) => other(`| ${rep(n, (i) => `a${i}.`)}z | string | yes | says |\n`),
  otherStairs: (n) => other(rep(n, (i) => `| ${"»".repeat(i % 90)}f${i} | object | yes | says |\n`)),
  otherStairsDots: (n) => other(rep(n, (i) => `| ${rep(i % 20, (k) => `f${k}.`)}f${i} | object | yes | says |\n`)),
  otherHyphens: (n) => other(`| ${"- ".repeat(n)}z | string | yes | says |\n`),
  otherTables: (n) =>
    other(
      rep(n, (i) => `| f${i} | object | yes | says |\n`),
      rep(
        n,
        (i) =>
          `#### f${i}\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| a${i} | string | yes | |\n\n`,
      ),
    ),
  otherTypes: (n) =>
    other(
      rep(n, (i) => `| f${i} | Kind${i} | yes | says |\n`),
      rep(
        n,
        (i) =>
          `#### Kind${i}\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| a${i} | Kind${i + 1} | yes | |\n\n`,
      ),
    ),
  otherCaptions: (n) =>
    other(
      "| a | string | yes | |\n",
      rep(
        n,
        (i) =>
          `#### Caption ${i}\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| a${i} | string | yes | |\n\n`,
      ),
    ),
  otherSameCaptions: (n) =>
    other(
      "| a | object | yes | |\n",
      rep(
        n,
        (_i) => `#### a\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| a | object | yes | |\n\n`,
      ),
    ),
  otherHeadings: (n) =>
    other(
      "| a | string | yes | |\n",
      rep(n, (i) => `#### Heading ${i}\n\n`),
    ),
  otherNested: (n) =>
    other(
      "| a | string | yes | |\n",
      rep(n, (i) => `${"#".repeat((i % 6) + 1)} Heading ${i}\n\n`),
    ),
  otherOps: (n) =>
    rep(
      n,
      (i) =>
        `## POST /a${i}\n\n| Name | Type | Required |\n|---|---|---|\n| a | string | yes |\n\n### Response\n\n| Name | Type |\n|---|---|\n| b | int |\n\n`,
    ),
  otherSameOps: (n) =>
    rep(n, (_i) => `## POST /a\n\n| Name | Type | Required |\n|---|---|---|\n| a | string | yes |\n\n`),
  otherSpans: (n) => `# S\n\n${rep(n, (i) => `\`POST /a${i}\`\n\n`)}| Name | Type |\n|---|---|\n| a | string |\n`,
  otherProse: (n) => `# S\n\n## POST /a\n\n${"some words of prose ".repeat(n)}${TABLE}`,
  otherProseLines: (n) => `# S\n\n## POST /a\n\n${"URL: some words\n".repeat(n)}${TABLE}`,
  otherParas: (n) => `# S\n\n## POST /a\n\n${"some words of prose\n\n".repeat(n)}${TABLE}`,
  otherHeadingLong: (n) => `# S\n\n## POST /a ${"parameter ".repeat(n)}${TABLE}`,
  otherPathLong: (n) => `# S\n\n## POST ${"/a".repeat(n)}${TABLE}`,
  otherSlashes: (n) => `# S\n\n## POST ${"/".repeat(n)}${TABLE}`,
  otherBraces: (n) => `# S\n\n## POST /${"{".repeat(n)}${TABLE}`,
  otherJson: (n) =>
    other(
      rep(n, (i) => `| f${i} | string | yes | says |\n`),
      `\`\`\`json\n{${rep(n, (i) => `"g${i}": ${i},\n`)}"z":1}\n\`\`\`\n`,
    ),
  otherJsons: (n) =>
    other(
      "| a | string | yes | |\n",
      rep(n, (_i) => '```json\n{"a": {"b": [1]}}\n```\n\n'),
    ),
  otherCodes: (n) =>
    other(
      "| a | string | yes | |\n",
      `### Error codes\n\n| Code | Meaning |\n|---|---|\n${rep(n, (i) => `| ${1000 + i} | bad ${i} |\n`)}`,
    ),
  otherCodeTables: (n) =>
    other(
      "| a | string | yes | |\n",
      rep(n, (i) => `### Error codes ${i}\n\n| Code | Meaning |\n|---|---|\n| ${1000 + i} | bad |\n\n`),
    ),
  otherValues: (n) =>
    other(
      "| status | string | yes | see below |\n",
      rep(n, (i) => `### status values\n\n| Value | Meaning |\n|---|---|\n| A${i} | bad |\n| B | x |\n\n`),
    ),
  otherRemark: (n) => other(`| a | string | yes | ${rep(n, (i) => `${i}: off, `)} |\n`),
  otherRemarkZh: (n) => other(`| a | int | yes | ${rep(n, (i) => `${i}表示成功，`)} |\n`),
  otherRemarkSpans: (n) => other(`| a | string | yes | ${rep(n, (i) => `\`v${i}\`, `)} x |\n`),
  otherRemarkParens: (n) => other(`| a | string | yes | ${"(a/b ".repeat(n)} |\n`),
  otherRemarkSpace: (n) => other(`| a | string | yes | \`a\`${" \t".repeat(n)} |\n`),
  otherTypeOf: (n) => other(`| a | ${"array of ".repeat(n)}string | yes | |\n`),
  otherTypeWord: (n) => other(`| a | ${"string ".repeat(n)} | yes | |\n`),
  otherTypeBr: (n) => other(`| a | ${"(".repeat(n)} | yes | |\n`),
  otherName: (n) => other(`| ${"a ".repeat(n)} | string | yes | |\n`),
  otherNameLong: (n) => other(`| ${"a".repeat(n)} | string | yes | |\n`),
  otherNameParens: (n) => other(`| ${"a (".repeat(n)} | string | yes | |\n`),
  otherFlag: (n) => other(`| a | string | ${"yes ".repeat(n)} | |\n`),
  otherLinks: (n) =>
    other(
      rep(n, (i) => `| f${i} | [Kind ${i}](#kind-${i}) | yes | |\n`),
      rep(n, (i) => `#### Kind ${i}\n\n| Name | Type |\n|---|---|\n| a${i} | string |\n\n`),
    ),
  html: (n) =>
    other(
      "",
      "<table>\n<tr><th>Name</th><th>Type</th></tr>\n" +
        rep(n, (i) => `<tr><td>f${i}</td><td>string</td></tr>\n`) +
        "</table>\n",
    ),
  htmlTables: (n) =>
    other(
      "",
      rep(
        n,
        (i) => `<table>\n<tr><th>Name</th><th>Type</th></tr>\n<tr><td>f${i}</td><td>string</td></tr>\n</table>\n\n`,
      ),
    ),
  htmlOpen: (n) => other("", "<table><tr><td>\n".repeat(n)),
  htmlOpenOne: (n) => other("", `<table>${"<tr><td>".repeat(n)}`),
  htmlDivs: (n) => other("", `<table><tr><td>${"<div>".repeat(n)}`),
  htmlSpans: (n) => other("", `<table><tr>${"<td rowspan=900 colspan=900>x</td>".repeat(n)}</tr></table>`),
  htmlRowSpans: (n) =>
    other(
      "",
      `<table><tr>${"<td rowspan=900>x</td>".repeat(n)}</tr>${"<tr><td>x</td></tr>".repeat(Math.min(n, 900))}</table>`,
    ),
  htmlComments: (n) => other("", "<!-- <table> \n".repeat(n)),
  htmlFences: (n) => other("", "<table>\n```".repeat(n)),
  htmlBlankTables: (n) => other("", "<table>\n\n\n".repeat(n)),
  quotes: (n) => `${"> ".repeat(n)}| a | b |\n`,
  lists: (n) => `${rep(n, (i) => `${"  ".repeat(i % 50)}- a\n`)}| a | b |\n|-|-|\n`,
  listDeep: (n) => `${"- ".repeat(n)}| a | b |\n`,
  numbers: (n) => `${"1. ".repeat(n)}x\n`,
  fences: (n) => rep(n, (_i) => "```\n"),
  openFences: (n) => rep(n, (i) => `${"~".repeat((i % 90) + 3)}\n`),
  dashes: (n) => `# x\n\n${"| a | b |\n| - |\n".repeat(n)}`,
  pipes: (n) => `${"|".repeat(n)}\n${"|-".repeat(n)}|\n${"|".repeat(n)}\n`,
  blank: (n) => `${"\n".repeat(n * 10)}x`,
  crlf: (n) => seed(rep(n, (i) => `| f${i} | String | Y | | | |\n`)).replaceAll("\n", "\r\n"),
  front: (n) => `---\n${"a:\n".repeat(n)}`,
  frontOpen: (n) => `${"\n".repeat(n)}---\nx\n`,
  setext: (n) => `${"a\n".repeat(n)}===\n`,
  refs: (n) => rep(n, (i) => `[r${i}]: /x\n`) + rep(n, (i) => `[r${i}] `),
  nulls: (n) => "\u0000".repeat(n),
  surrogates: (n) => seed(`| ${"😀".repeat(n)} | String | Y | | | |\n`),
  han: (n) => other(`| a | 字符串 | 是 | ${"字".repeat(n)} |\n`),
  words: (n) => "a".repeat(n),
  spaces: (n) => `${" ".repeat(n)}x\n${" ".repeat(n)}`,
  tabs: (n) => `${"\t".repeat(n)}x`,
  emph: (n) => "*a **b ".repeat(n),
  unders: (n) => "_a __b ".repeat(n),
  bang: (n) => "![".repeat(n),
  nestedLinks: (n) => "[a](".repeat(n) + ")".repeat(n),
  lts: (n) => "<".repeat(n),
  autolink: (n) => "<http://a".repeat(n),
  entities: (n) => "&#x".repeat(n),
  backticks: (n) => rep(n, (i) => `${"`".repeat((i % 50) + 1)}a`),
};

const wanted = process.argv[2] ?? "";
const names = Object.keys(KINDS).filter((name) => name.toLowerCase().includes(wanted.toLowerCase()));
measure(KINDS.seedRows, 500);
measure(KINDS.otherRows, 500);
console.log(
  `# processor time for reading, deriving and judging a page, and its factor for twice the text; Node ${process.version}\n`,
);
console.log("| kind | characters | ms | twice the text | |");
console.log("|---|---|---|---|---|");
for (const [index, name] of names.entries()) {
  progress(`${index + 1} of ${names.length}: ${name}`);
  const { length, ms, factor } = growth(KINDS[name]);
  const isTooMuch = factor !== undefined && factor > LIMIT;
  if (isTooMuch) process.exitCode = 1;
  progress("");
  const said = factor === undefined ? "too quick to tell" : `×${factor.toFixed(1)}`;
  console.log(`| ${name} | ${length} | ${Math.round(ms)} | ${said} | ${isTooMuch ? "**too much**" : ""} |`);
}

/** The factor by which time grows with twice the text, from the first length that takes long enough to four times that. */
function growth(make) {
  let n = 500;
  let short = best(make, n);
  while (short.ms < LEAST_MS && n < MOST) {
    n *= 2;
    short = best(make, n);
  }
  if (short.ms < LEAST_MS) return short;
  const long = best(make, 4 * n);
  const factor = factorOf(short, long);
  if (factor <= LIMIT) return { ...long, factor };
  // Memory that is cleared for the first time looks like growth: what grows does so again.
  const longer = best(make, 16 * n);
  return { ...longer, factor: Math.min(factor, factorOf(long, longer)) };
}

/** What twice the text multiplies time by, between two lengths. */
function factorOf(short, long) {
  return (long.ms / short.ms) ** (1 / Math.log2(long.length / short.length));
}

/** The best of a few measures: what else the machine does, and code that is not compiled yet, only ever adds. */
function best(make, n) {
  return Array.from({ length: ROUNDS }, () => measure(make, n)).reduce((a, b) => (a.ms < b.ms ? a : b));
}

function measure(make, n) {
  const text = make(n);
  const start = process.cpuUsage();
  const specification = readSpecification([{ file: "a.md", text }]);
  deriveDocument(specification);
  lint(specification);
  const { user, system } = process.cpuUsage(start);
  return { length: text.length, ms: (user + system) / 1000 };
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
