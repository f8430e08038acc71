// Check: an answer shows nothing of the inside of the service (CWE-209).
import type { Check } from "../check.ts";

const INSIDES: readonly (readonly [string, RegExp])[] = [
  [
    "a stack trace",
    /(^|\n|\\n|\s)\s*at [\w$.<>[\] ]+ ?\((?:[^()\s]+:\d+(:\d+)?|native|Native Method|Unknown Source|<anonymous>)\)/,
  ],
  ["a stack trace", /\bat (?:async )?(?:file:\/\/|node:|\/)[^\s:]+:\d+:\d+/],
  [
    "a stack trace",
    /Traceback \(most recent call last\)|File "[^"]+", line \d+|goroutine \d+ \[\w+\]|\bin [A-Za-z]:\\[^\s]+:line \d+|#\d+ \/[^\s(]+\(\d+\)/,
  ],
  [
    "a stack trace",
    /\bStack ?trace:|\.(?:php|rb|go|java|kt|cs|m?[jt]s)(?::\d+\b|\(\d+\)| on line \d+)|\bpanicked at\b/i,
  ],
  [
    "the name of an exception",
    /\b(?:[a-z_]\w*\.){2,}[A-Z]\w*(?:Exception|Error)\b|\b(?:NullPointer|NullReference|IndexOutOfBounds|IndexOutOfRange|ClassCast|IllegalState|IllegalArgument|NumberFormat|Runtime|SQL|PSQL|DataAccess|DataIntegrityViolation|InvalidOperation|KeyNotFound)Exception\b|\b(?:Type|Reference|Key|Attribute|Index|Name|ZeroDivision|Runtime|NoMethod)Error: /,
  ],
  [
    "SQL text",
    /\bSELECT\b[\s\S]{1,300}?\bFROM\s+[\w."`[]+|\bselect \* from\b|\bINSERT INTO\s+[\w."`[]+|\bUPDATE\s+[\w."`[]+\s+SET\b|\bDELETE FROM\s+[\w."`[]+/,
  ],
  [
    "a database's error",
    /SQLSTATE\[|\bORA-\d{5}\b|syntax error at or near|error in your SQL syntax|\bSQLITE_[A-Z]+\b|Duplicate entry '.*' for key|violates (?:unique|foreign key|not-null|check) constraint|\b(?:relation|column) "[^"]+" (?:of relation "[^"]+" )?does not exist|Unknown column '|Table '[^']+' doesn't exist|Unclosed quotation mark|Incorrect syntax near|\bE11000 duplicate key/,
  ],
];

export const stackTrace: Check = {
  name: "stack-trace",
  summary: "No stack trace, exception name or SQL text stands in an answer.",
  details: `It tells an attacker which library to look up, and a customer nothing. Log it inside, and answer with the
documented code and a message for people.`,
  judge({ text, json }) {
    // Escapes hide line breaks and quotes from the patterns: the decoded texts are looked at as well.
    const texts = json !== undefined && "value" in json ? [text, ...decoded(json.value)] : [text];
    const found = INSIDES.find(([, pattern]) => texts.some((each) => pattern.test(each.slice(0, 200_000))));
    return found === undefined ? [] : [{ message: `The answer holds ${found[0]}.`, kind: found[0] }];
  },
};

function decoded(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(decoded) : [];
}
