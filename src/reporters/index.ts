// The reporters of contract runs, in the order in which help lists them.
import { github } from "./github.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { pretty } from "./pretty.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif.ts";
import { tap } from "./tap.ts";

export const reporters: readonly Reporter[] = [pretty, json, tap, junit, markdown, github, sarif, html];
