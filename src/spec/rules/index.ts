// Every rule over field tables, in the order in which the reference lists them.
import type { Rule } from "../rule.ts";
import { blankTemplate } from "./blank-template.ts";
import { conditionalWithoutCondition } from "./conditional-without-condition.ts";
import { duplicateField } from "./duplicate-field.ts";
import { duplicateOperation } from "./duplicate-operation.ts";
import { exampleMissingField } from "./example-missing-field.ts";
import { exampleSyntax } from "./example-syntax.ts";
import { exampleUnknownKey } from "./example-unknown-key.ts";
import { invalidMandatoryFlag } from "./invalid-mandatory-flag.ts";
import { missingMandatoryFlag } from "./missing-mandatory-flag.ts";
import { missingMethod } from "./missing-method.ts";
import { missingPath } from "./missing-path.ts";
import { missingResultCodes } from "./missing-result-codes.ts";
import { noFieldTable } from "./no-field-table.ts";
import { resultCodeWithoutField } from "./result-code-without-field.ts";
import { undefinedType } from "./undefined-type.ts";
import { unknownType } from "./unknown-type.ts";

export const rules: readonly Rule[] = [
  noFieldTable,
  blankTemplate,
  missingPath,
  missingMethod,
  unknownType,
  undefinedType,
  duplicateField,
  duplicateOperation,
  invalidMandatoryFlag,
  missingMandatoryFlag,
  conditionalWithoutCondition,
  missingResultCodes,
  resultCodeWithoutField,
  exampleSyntax,
  exampleUnknownKey,
  exampleMissingField,
];
