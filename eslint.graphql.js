import graphql from "@graphql-eslint/eslint-plugin";

// The schema is linted as the contract that other tools build on, the page's operations as its first consumer.

const { configs, parser, rules } = graphql;
const languageOptions = {
  parser,
  parserOptions: { graphQLConfig: { schema: "schema.graphql", documents: "web/**/*.graphql" } },
};

/** A rule that compares the beginnings of names, made to compare whole words: `View.viewerCanEdit` does not say View. */
function byWholeWords(rule) {
  const create = (context) => {
    const report = (finding) => {
      const { fieldName = "", typeName = "" } = finding.data ?? {};
      if (!/^[a-z]/.test(fieldName.slice(typeName.length))) context.report(finding);
    };
    return rule.create(Object.create(context, { report: { value: report } }));
  };
  return { ...rule, create };
}

const plugins = {
  "@graphql-eslint": {
    rules: { ...rules, "no-typename-prefix": byWholeWords(rules["no-typename-prefix"]) },
  },
};

/** `Screen_Verb` or `Screen_Part`: whose it is, and what it does or holds. */
const ofScreen = { requiredPattern: /^[A-Z][A-Za-z]*_[A-Z][A-Za-z]*$/ };

export default [
  {
    files: ["schema.graphql"],
    languageOptions,
    plugins,
    rules: {
      ...configs["flat/schema-recommended"].rules,
      ...configs["flat/schema-all"].rules,
      ...configs["flat/schema-relay"].rules,

      // Everything is described, not types alone. (A mutation's one input is described by its type; a test holds it.)
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      // Boards, sets of a few fixed things and the parts of a value are plain lists; what grows is a connection.
      "@graphql-eslint/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],

      // It is printed in order (a test holds it), which sorts capitals another way than this rule.
      "@graphql-eslint/alphabetize": "off",
      // This API writes, and tells what happens.
      "@graphql-eslint/no-root-type": "off",
      // What has an identity has an `id` and is a Node. A period, a light, a problem are values: none has one.
      "@graphql-eslint/strict-id-in-types": "off",
      // What cannot be given is an error with a code, beside which null would say nothing more; what may be absent is
      // nullable. A client generator then asks for no check that cannot fail.
      "@graphql-eslint/require-nullable-result-in-root": "off",
      // A mutation gives what it changed, from which a cache follows; a way back to the whole Query it would price anew.
      "@graphql-eslint/require-field-of-type-query-in-mutation-result": "off",
      // Of what is deleted the id remains, and of a session that ends nothing: all others give types.
      "@graphql-eslint/no-scalar-result-type-on-mutation": "off",
      // It asks for an argument that the standard's `@deprecated` does not have. A reason is required all the same.
      "@graphql-eslint/require-deprecation-date": "off",
    },
  },
  {
    files: ["web/**/*.graphql"],
    languageOptions,
    plugins,
    rules: {
      ...configs["flat/operations-recommended"].rules,
      "@graphql-eslint/naming-convention": [
        "error",
        { VariableDefinition: "camelCase", OperationDefinition: ofScreen, FragmentDefinition: ofScreen },
      ],
    },
  },
];
