// The import law of ARCHITECTURE.md: imports go down the floors, no cycles even of types, one file per third-party package.
const floors = [
  { name: "floor 0", path: "^src/(report|catalogue|plural|version)\\.ts$", may: [] },
  { name: "json", path: "^src/json/", may: ["^src/json/", "^src/(report|catalogue|plural|version)\\.ts$"] },
  { name: "markdown", path: "^src/markdown/", may: ["^src/markdown/", "^src/(report|catalogue|plural|version)\\.ts$"] },
  {
    name: "reporters",
    path: "^src/reporters/",
    may: ["^src/reporters/", "^src/json/yaml\\.ts$", "^src/(report|catalogue|plural|version)\\.ts$"],
  },
  {
    name: "openapi",
    path: "^src/openapi/",
    may: ["^src/(openapi|json)/", "^src/(report|catalogue|plural|version)\\.ts$"],
  },
  {
    name: "spec",
    path: "^src/spec/",
    may: ["^src/(spec|markdown|openapi|json)/", "^src/(report|catalogue|plural|version)\\.ts$"],
  },
  {
    name: "scenario",
    path: "^src/scenario/",
    may: ["^src/(scenario|openapi|json)/", "^src/(report|catalogue|plural|version)\\.ts$"],
  },
  {
    name: "mock",
    path: "^src/mock/",
    may: ["^src/(mock|scenario|openapi|json)/", "^src/(report|catalogue|plural|version)\\.ts$"],
  },
  {
    name: "contract",
    path: "^src/contract/",
    may: ["^src/(contract|scenario|openapi|json)/", "^src/(report|catalogue|plural|version)\\.ts$"],
  },
];

// Where each third-party package may be imported: one file each, so that replacing one is a change in one place.
const homes = {
  ajv: "^src/json/schema\\.ts$",
  "ajv-formats": "^src/json/schema\\.ts$",
  "@humanwhocodes/momoa": "^src/json/bytes\\.ts$",
  "fast-xml-builder": "^src/reporters/junit\\.ts$",
  yaml: "^src/json/yaml\\.ts$",
  "fastest-levenshtein": "^src/json/nearest\\.ts$",
  "@faker-js/faker": "^src/openapi/sample\\.ts$",
  "openapi-types": "^src/openapi/document\\.ts$",
  "@types/mdast": "^src/markdown/",
  "mdast-util-from-markdown": "^src/markdown/",
  "mdast-util-gfm-table": "^src/markdown/",
  "micromark-extension-gfm-table": "^src/markdown/",
  parse5: "^src/markdown/html-table\\.ts$",
  fastify: "^src/mock/server\\.ts$",
  "@fastify/swagger": "^src/mock/server\\.ts$",
  "@fastify/cors": "^src/mock/server\\.ts$",
  undici: "^src/contract/http\\.ts$",
  commander: "^src/cli/main\\.ts$",
  picocolors: "^src/reporters/colour\\.ts$",
  "cli-table3": "^src/cli/table\\.ts$",
  "cli-progress": "^src/cli/progress\\.ts$",
  "json-schema-faker": "^src/openapi/sample\\.ts$",
  re2js: "^src/json/pattern\\.ts$",
  "safe-regex2": "^src/scenario/pattern\\.ts$",
  diff: "^src/cli/difference\\.ts$",
  chokidar: "^src/cli/watch\\.ts$",
  jiti: "^src/cli/program\\.ts$",
};

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^src/", pathNot: "^src/(index|cli/main)\\.ts$" },
      to: {},
    },
    ...floors.map(({ name, path, may }) => ({
      name: `floors: ${name}`,
      severity: "error",
      from: { path },
      to: { path: "^src/", pathNot: may.length > 0 ? may : ["^$"] },
    })),
    ...Object.entries(homes).map(([name, home]) => ({
      name: `one home: ${name}`,
      severity: "error",
      from: { path: "^src/", pathNot: home },
      to: { path: `node_modules/${name}/` },
    })),
    {
      name: "every package has a home",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "node_modules/", pathNot: Object.keys(homes).map((name) => `node_modules/${name}/`) },
    },
    { name: "tests stay outside", severity: "error", from: { path: "^src/" }, to: { path: "^test/" } },
    {
      name: "the proving server is independent",
      severity: "error",
      from: { path: "^test/server/" },
      to: { path: "^src/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
