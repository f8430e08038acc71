// The public API: what a program may do with tables, a mock and a contract run, without the command line.

export { exitCodeOf } from "./contract/exit-code.ts";
export { runContract } from "./contract/run.ts";
export type { Policy, Target, ValueSource } from "./contract/settings.ts";
export { type Mock, startMock } from "./mock/server.ts";
export type { Document } from "./openapi/document.ts";
export { parseDocument } from "./openapi/load.ts";
export { type Operation, operationsOf } from "./openapi/operation.ts";
export type { Diagnostic, Location, Report, TestPoint } from "./report.ts";
export { loadScenarios } from "./scenario/load.ts";
export {
  type AnyOperations,
  defineScenario,
  type OperationTypes,
  type ProgramAnswer,
  type ProgramCall,
  type ScenarioProgram,
} from "./scenario/program.ts";
export type { Scenario } from "./scenario/scenario.ts";
export { deriveDocument } from "./spec/derive.ts";
export { lint } from "./spec/lint.ts";
export { readSpecification } from "./spec/read.ts";
