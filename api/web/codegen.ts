import type { CodegenConfig } from '@graphql-codegen/cli';

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  skipTypename: true,
  strictScalars: true,
  scalars: { JSON: 'unknown', DateTime: 'string', Date: 'string' },
};
const persistedDocuments = { mode: 'embedHashInDocument' as const, hashAlgorithm: 'sha256' as const };

// Each document carries its hash; the server reads what they stand for from a manifest that the build writes.
const codegen: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  generates: {
    'src/page/generated/': {
      documents: 'src/page/queries/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments },
      config,
    },
    'src/embed/generated/': {
      documents: 'src/embed/queries/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments },
      config: { ...config, documentMode: 'string' },
    },
  },
};

export default codegen;
