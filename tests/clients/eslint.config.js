// The schema is held against the habits of GraphQL and the rules of Relay.
import plugin, { parser } from "@graphql-eslint/eslint-plugin";

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema: "generated/schema.graphql" } } },
    plugins: { "@graphql-eslint": plugin },
    rules: {
      "@graphql-eslint/description-style": ["error", { style: "block" }],
      "@graphql-eslint/naming-convention": [
        "error",
        {
          types: "PascalCase",
          FieldDefinition: "camelCase",
          InputValueDefinition: "camelCase",
          Argument: "camelCase",
          DirectiveDefinition: "camelCase",
          EnumValueDefinition: "UPPER_CASE",
          "FieldDefinition[parent.name.value=Query]": {
            forbiddenPrefixes: ["query", "get", "list"],
            forbiddenSuffixes: ["Query"],
          },
          "ObjectTypeDefinition,InterfaceTypeDefinition": { forbiddenSuffixes: ["Type", "Object", "Interface"] },
          EnumTypeDefinition: { forbiddenSuffixes: ["Enum"] },
        },
      ],
      "@graphql-eslint/no-hashtag-description": "error",
      "@graphql-eslint/no-typename-prefix": "error",
      "@graphql-eslint/no-unreachable-types": "error",
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      "@graphql-eslint/relay-connection-types": "error",
      "@graphql-eslint/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      "@graphql-eslint/relay-page-info": "error",
      "@graphql-eslint/require-deprecation-reason": "error",
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          rootField: true,
          // Strawberry prints none for arguments of directives: the directive's own description tells them
          ignoredSelectors: ["[type=InputValueDefinition][parent.type=DirectiveDefinition]"],
        },
      ],
      "@graphql-eslint/strict-id-in-types": "off",
      "@graphql-eslint/unique-enum-value-names": "error",
    },
  },
];
