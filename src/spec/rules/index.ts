// Every rule over field tables, in the order in which the reference lists them.
import type { Rule } from "../rule.ts";
import { blankTemplate } from "./blank-template.ts";
import { bodyInProse } from "./body-in-prose.ts";
import { brokenTable } from "./broken-table.ts";
import { captionInProse } from "./caption-in-prose.ts";
import { codeType } from "./code-type.ts";
import { conditionInProse } from "./condition-in-prose.ts";
import { conditionalWithoutCondition } from "./conditional-without-condition.ts";
import { conflictingTypes } from "./conflicting-types.ts";
import { contradictoryLimits } from "./contradictory-limits.ts";
import { dateWithoutFormat } from "./date-without-format.ts";
import { defaultInRemarks } from "./default-in-remarks.ts";
import { duplicateField } from "./duplicate-field.ts";
import { duplicateOperation } from "./duplicate-operation.ts";
import { duplicateResultCode } from "./duplicate-result-code.ts";
import { duplicateType } from "./duplicate-type.ts";
import { emptyRow } from "./empty-row.ts";
import { emptyTable } from "./empty-table.ts";
import { endlessType } from "./endless-type.ts";
import { exampleMissingField } from "./example-missing-field.ts";
import { exampleSyntax } from "./example-syntax.ts";
import { exampleType } from "./example-type.ts";
import { exampleUnknownKey } from "./example-unknown-key.ts";
import { fieldsInList } from "./fields-in-list.ts";
import { fileInRequest } from "./file-in-request.ts";
import { headingAlias } from "./heading-alias.ts";
import { headingDepth } from "./heading-depth.ts";
import { invalidMandatoryFlag } from "./invalid-mandatory-flag.ts";
import { limitInProse } from "./limit-in-prose.ts";
import { limitsInRemarks } from "./limits-in-remarks.ts";
import { mandatoryWithDefault } from "./mandatory-with-default.ts";
import { missingBody } from "./missing-body.ts";
import { missingEnvelope } from "./missing-envelope.ts";
import { missingMandatoryFlag } from "./missing-mandatory-flag.ts";
import { missingMethod } from "./missing-method.ts";
import { missingPath } from "./missing-path.ts";
import { missingResultCodes } from "./missing-result-codes.ts";
import { misspelledCode } from "./misspelled-code.ts";
import { misspelledLabel } from "./misspelled-label.ts";
import { misspelledTypeHeading } from "./misspelled-type-heading.ts";
import { mixedQuotes } from "./mixed-quotes.ts";
import { noFieldTable } from "./no-field-table.ts";
import { noSuccessCode } from "./no-success-code.ts";
import { oddCodeSpelling } from "./odd-code-spelling.ts";
import { operationInProse } from "./operation-in-prose.ts";
import { presenceByMarks } from "./presence-by-marks.ts";
import { raggedRow } from "./ragged-row.ts";
import { resultCodeWithoutField } from "./result-code-without-field.ts";
import { severalUrls } from "./several-urls.ts";
import { statedForAll } from "./stated-for-all.ts";
import { synonymousCodes } from "./synonymous-codes.ts";
import { tableLayout } from "./table-layout.ts";
import { tableWithoutOperation } from "./table-without-operation.ts";
import { unbalancedQuote } from "./unbalanced-quote.ts";
import { undefinedType } from "./undefined-type.ts";
import { unknownSection } from "./unknown-section.ts";
import { unknownType } from "./unknown-type.ts";
import { unusedType } from "./unused-type.ts";
import { valueNotAllowed } from "./value-not-allowed.ts";
import { valuesInRemarks } from "./values-in-remarks.ts";

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
  headingDepth,
  headingAlias,
  captionInProse,
  misspelledTypeHeading,
  unusedType,
  duplicateType,
  conflictingTypes,
  emptyRow,
  emptyTable,
  missingBody,
  conditionInProse,
  mandatoryWithDefault,
  defaultInRemarks,
  valuesInRemarks,
  limitsInRemarks,
  limitInProse,
  contradictoryLimits,
  valueNotAllowed,
  exampleType,
  dateWithoutFormat,
  fileInRequest,
  unbalancedQuote,
  mixedQuotes,
  missingEnvelope,
  synonymousCodes,
  endlessType,
  codeType,
  noSuccessCode,
  duplicateResultCode,
  misspelledCode,
  oddCodeSpelling,
  brokenTable,
  unknownSection,
  raggedRow,
  misspelledLabel,
  tableLayout,
  tableWithoutOperation,
  presenceByMarks,
  severalUrls,
  statedForAll,
  bodyInProse,
  fieldsInList,
  operationInProse,
];
