// Generated collections of field-table pages: as many as asked for, the same for the same number, no two alike.

const NOUNS = ["book", "shelf", "loan", "reader", "branch", "fine", "order", "label", "cart", "visit"];
const VERBS = ["find", "add", "remove", "change", "count", "show", "move", "check", "close", "open"];
const TYPES = ["String", "int", "Long", "Boolean", "Double", "Date", "List\\<String\\>", "Map\\<String, String\\>"];
const REMARKS = ["what it is called", "A,B,C", "default: 3", "max length 64", "1..99", "yyyy-MM-dd", ""];

/** @returns pages as `{ file, text }`, ordered by file */
export function collection(count) {
  return Array.from({ length: count }, (_, index) => page(index));
}

/** The page of a number: a request, a result with two types and an envelope, codes and examples. */
export function page(index) {
  const noun = NOUNS[index % 10];
  const verb = VERBS[Math.floor(index / 10) % 10];
  const group = Math.floor(index / 100);
  const path = `/${noun}${group}/${verb}`;
  const item = `${noun[0].toUpperCase()}${noun.slice(1)}Item`;
  const fields = (from, number) =>
    Array.from({ length: number }, (_, at) => row(`${noun}Field${from + at}`, index + from + at));
  const text = `## API Specification

| field name      | remarks |
| --------------- | ------- |
| API url         | \\<url\\>${path} |
| API description | ${verb} a ${noun} |
| API methods     | POST |

### Request

#### Field Table

##### Head

${table([`| clientId | String | Y | | | "client" |`, `| sessionId | String | Y | | | "session" |`])}

##### Body

${table([`| ${noun}Id | String | Y | | | ${noun}-${index} |`, ...fields(1, 4 + (index % 7))])}

#### Example

\`\`\`json
{ "${noun}Id": "${noun}-${index}" }
\`\`\`

### Result

#### Field Table

##### Body

${table([`| resultContext | ResultContext | Y | | | |`, `| items | List\\<${item}\\> | N | | | |`])}

##### ${item}

${table([`| id | String | Y | | | ${index} |`, ...fields(20, 3 + (group % 4))])}

##### ResultContext

${table([
  "| success | Boolean | Y | | | true |",
  "| resultMsg | String | Y | | tells why | SUCCESS |",
  "| resultCode | String | Y | | | SUCCESS |",
])}

###### Possible Result Code

| Result Code | Remarks |
| ----------- | ------- |
| SUCCESS | it went well |
| PARAM_ILLEGAL | a value is wrong |
| SYSTEM_ERROR | something broke |
| ${noun.toUpperCase()}_NOT_EXIST | there is none |

#### Example

\`\`\`json
{ "resultContext": { "success": true, "resultMsg": "SUCCESS", "resultCode": "SUCCESS" }, "items": [{ "id": "${index}" }] }
\`\`\`
`;
  return { file: `${noun}${group}/${verb}.md`, text };
}

function row(name, number) {
  const type = TYPES[number % TYPES.length];
  return `| ${name} | ${type} | ${number % 3 === 0 ? "Y" : "N"} | | ${REMARKS[number % REMARKS.length]} | |`;
}

function table(rows) {
  const header = "| Field Name | Field type | Mandatory | Condition | Remarks | Example |";
  return [header, "| --- | --- | --- | --- | --- | --- |", ...rows].join("\n");
}
