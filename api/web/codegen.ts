import { readFileSync } from 'node:fs';

import type { CodegenConfig } from '@graphql-codegen/cli';

// An error of any field is an exception here, so what is null only with an error is never null.
const sdl = readFileSync('../../schema/schema.graphql', 'utf8').replace(/ @semanticNonNull(?!\()/g, '!');

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
  schema: sdl,
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
