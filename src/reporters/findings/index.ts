// Every format in which findings can be written.
import type { FindingsReporter } from "./findings.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { pretty } from "./pretty.ts";
import { sarif } from "./sarif.ts";

export const findingsReporters: readonly FindingsReporter[] = [pretty, json, sarif, github];
