import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../schema/schema.graphql",
  documents: ["apollo.ts"],
  generates: {
    "generated/": {
      preset: "client",
      config: { useTypeImports: true, scalars: { JSON: "unknown", DateTime: "string", Date: "string" }, importExtension: ".ts" },
    },
  },
};

export default config;
