// The checks, in the order in which their findings are told: from the wire up to what the answer means.
import type { Check } from "../check.ts";
import { charset } from "./charset.ts";
import { connection } from "./connection.ts";
import { contentEncoding } from "./content-encoding.ts";
import { contentType } from "./content-type.ts";
import { documentedCode } from "./documented-code.ts";
import { documentedHeaders } from "./documented-headers.ts";
import { echo } from "./echo.ts";
import { envelopeConsistency } from "./envelope-consistency.ts";
import { expectedCode } from "./expected-code.ts";
import { expectedValue } from "./expected-value.ts";
import { jsonBody } from "./json-body.ts";
import { listOrderKept } from "./list-order.ts";
import { listing } from "./listing.ts";
import { madeId } from "./made-id.ts";
import { messageOnFailure } from "./message-on-failure.ts";
import { reflectedInput } from "./reflected-input.ts";
import { safeIntegers } from "./safe-integers.ts";
import { schema } from "./schema.ts";
import { secretEchoed } from "./secret-echoed.ts";
import { serverErrorOnBadInput } from "./server-error-on-bad-input.ts";
import { stackTrace } from "./stack-trace.ts";
import { status } from "./status.ts";
import { timeLimit } from "./time-limit.ts";
import { undocumentedField } from "./undocumented-field.ts";

export const checks: readonly Check[] = [
  connection,
  timeLimit,
  status,
  contentType,
  charset,
  contentEncoding,
  jsonBody,
  safeIntegers,
  schema,
  documentedCode,
  envelopeConsistency,
  messageOnFailure,
  expectedCode,
  serverErrorOnBadInput,
  expectedValue,
  madeId,
  echo,
  listing,
  listOrderKept,
  documentedHeaders,
  secretEchoed,
  stackTrace,
  reflectedInput,
  undocumentedField,
];
