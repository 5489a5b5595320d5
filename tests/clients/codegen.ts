import { readFileSync } from "node:fs";

import type { CodegenConfig } from "@graphql-codegen/cli";

// An error of any field is an exception here, so what is null only with an error is never null.
const sdl = readFileSync("../../schema/schema.graphql", "utf8").replace(/ @semanticNonNull(?!\()/g, "!");

const config: CodegenConfig = {
  schema: sdl,
  documents: ["apollo.ts", "site.ts"],
  generates: {
    "generated/": {
      preset: "client",
      config: { useTypeImports: true, scalars: { JSON: "unknown", DateTime: "string", Date: "string" }, importExtension: ".ts" },
    },
  },
};

export default config;
