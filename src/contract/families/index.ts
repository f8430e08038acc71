// The case families, in the order in which they are run: what should succeed first, so that an early answer tells what the target is.
import type { Family } from "../family.ts";
import { arrayOrScalarBody } from "./array-or-scalar-body.ts";
import { documentedExample } from "./documented-example.ts";
import { doneOnce } from "./done-once.ts";
import { emptyValue } from "./empty-value.ts";
import { everyOptionalField } from "./every-optional-field.ts";
import { filteredList } from "./filtered-list.ts";
import { leftOutStays } from "./left-out-stays.ts";
import { listedAndGone } from "./listed-and-gone.ts";
import { livingSession } from "./living-session.ts";
import { malformedJson } from "./malformed-json.ts";
import { mandatoryOnly } from "./mandatory-only.ts";
import { missing } from "./missing.ts";
import { nullValue } from "./null-value.ts";
import { otherClient } from "./other-client.ts";
import { outOfBounds } from "./out-of-bounds.ts";
import { outsideEnum } from "./outside-enum.ts";
import { outsideFormat } from "./outside-format.ts";
import { ownAccount } from "./own-account.ts";
import { paging } from "./paging.ts";
import { randomValid } from "./random-valid.ts";
import { recordedExchange } from "./recorded-exchange.ts";
import { refusedLeavesNoTrace } from "./refused-leaves-no-trace.ts";
import { scenarioSteps } from "./scenario-steps.ts";
import { spentStaysSpent } from "./spent-stays-spent.ts";
import { undocumentedMethod } from "./undocumented-method.ts";
import { unknownClient } from "./unknown-client.ts";
import { unknownField } from "./unknown-field.ts";
import { unknownPath } from "./unknown-path.ts";
import { unknownSession } from "./unknown-session.ts";
import { unknownThing } from "./unknown-thing.ts";
import { unusualText } from "./unusual-text.ts";
import { withinAnother } from "./within-another.ts";
import { wrongContentType } from "./wrong-content-type.ts";
import { wrongCredential } from "./wrong-credential.ts";
import { wrongType } from "./wrong-type.ts";

export const families: readonly Family[] = [
  documentedExample,
  mandatoryOnly,
  everyOptionalField,
  randomValid,
  missing,
  nullValue,
  emptyValue,
  wrongType,
  outsideEnum,
  outsideFormat,
  outOfBounds,
  unusualText,
  unknownField,
  unknownClient,
  unknownSession,
  unknownThing,
  wrongCredential,
  malformedJson,
  arrayOrScalarBody,
  wrongContentType,
  undocumentedMethod,
  unknownPath,
  spentStaysSpent,
  livingSession,
  ownAccount,
  listedAndGone,
  leftOutStays,
  doneOnce,
  withinAnother,
  filteredList,
  paging,
  refusedLeavesNoTrace,
  otherClient,
  scenarioSteps,
  recordedExchange,
];
