import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, matchesGlob, relative, resolve } from "node:path";
import i18n from "@intlify/eslint-plugin-vue-i18n";
import vue from "eslint-plugin-vue";
import accessibility from "eslint-plugin-vuejs-accessibility";
import typescript from "typescript-eslint";
import graphql from "./eslint.graphql.js";

// oxlint does what needs one file of TypeScript. ESLint does the rest: templates, texts, types, and the ways
// imports may go.

const root = import.meta.dirname;

/** The features of one side, by their folders. */
function features(side) {
  return readdirSync(`${root}/${side}/features`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** What other features on the server may see of a feature: the stored thing, its words, its rules, how it is chosen and read. */
const shared = "server/features/**/{*.{entity,enum,filter,policy,row},filter-*,read-*}.ts";

/** Each zone: files under `target` may import nothing under `from`, save `except`. */
const zones = [
  {
    target: ["server/graphql/**", "server/database/record.entity.ts", "server/notice/**"],
    from: ["server/features/**"],
    message: "The ground knows no feature.",
  },
  {
    target: ["server/features/**"],
    from: ["server/{app,main,cli,schema,orm.config}.ts"],
    message: "Features know no wiring.",
  },
  ...features("server").map((feature) => ({
    target: [`server/features/${feature}/**`],
    from: ["server/features/**"],
    except: [`server/features/${feature}/**`, shared],
    message: "Of another feature, import only its entity, enum, filter, policy, row, filter-… or read-….",
  })),
  ...features("web").map((feature) => ({
    target: [`web/features/${feature}/**`],
    from: ["web/features/**"],
    except: [`web/features/${feature}/**`],
    message: "Features of the page meet in pages only.",
  })),
  {
    target: ["web/features/**"],
    from: ["web/pages/**"],
    message: "Pages import features, not the other way.",
  },
  {
    target: ["web/components/**"],
    from: ["web/features/**", "web/pages/**", "web/gql/**", "web/api/**", "web/**/*.graphql"],
    message: "App components know no feature and no query.",
  },
  { target: ["web/**"], from: ["server/**"], message: "The page knows the server by its schema only." },
  { target: ["server/**", "web/**"], from: ["test/**"], message: "The product knows no test." },
];

/** The rule that holds the zones. Paths are compared as written: every import of ours is relative. */
const oneWayImports = {
  create(context) {
    const importer = relative(root, context.filename);
    const zonesHere = zones.filter(({ target }) => matches(importer, target));
    const check = (source) => {
      if (typeof source?.value !== "string" || !source.value.startsWith(".")) return;
      const path = relative(root, resolve(dirname(context.filename), source.value));
      const imported = path.replace(/\.js$/, ".ts");
      for (const { from, except = [], message } of zonesHere) {
        if (matches(imported, from) && !matches(imported, except)) {
          context.report({ node: source, message: `${message} This is ${imported}.` });
        }
      }
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
    };
  },
};

function matches(path, globs) {
  return globs.some((glob) => matchesGlob(path, glob));
}

/**
 * The words of the page are one file per area and language, and the file's name is the first part of their keys.
 * The i18n rules know no such thing, so they are given one file per language, made here.
 */
function mergedWords() {
  const folder = `${root}/dist/words`;
  mkdirSync(folder, { recursive: true });
  for (const language of ["zh-CN", "en"]) {
    const areas = globSync(`${root}/web/i18n/${language}/**/*.json`).map((path) => [
      basename(path, ".json"),
      JSON.parse(readFileSync(path, "utf8")),
    ]);
    writeFileSync(`${folder}/${language}.json`, JSON.stringify(Object.fromEntries(areas)));
  }
  return `${folder}/*.json`;
}

export default [
  { ignores: ["dist/", "data/", "web/gql/", "web/public/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },

  {
    files: ["{server,web,test}/**/*.ts", "web/**/*.vue"],
    languageOptions: { parser: typescript.parser },
    plugins: { luoshi: { rules: { "one-way-imports": oneWayImports } } },
    rules: { "luoshi/one-way-imports": "error" },
  },

  {
    // Rules that ask for types take seconds, so only the server has them.
    files: ["server/**/*.ts"],
    languageOptions: { parserOptions: { project: "server/tsconfig.json", tsconfigRootDir: root } },
    plugins: { "@typescript-eslint": typescript.plugin },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },

  {
    files: ["web/components/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["@urql/*"] }] },
  },

  ...vue.configs["flat/recommended"],
  ...accessibility.configs["flat/recommended"],
  {
    files: ["web/**/*.vue"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      ...vue.configs["no-layout-rules"].rules, // Prettier's
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/block-order": ["error", { order: ["script", "template", "style"] }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/define-macros-order": [
        "error",
        { order: ["defineOptions", "defineModel", "defineProps", "defineEmits"] },
      ],
      "vue/multi-word-component-names": "off",
      "vue/no-undef-components": ["error", { ignorePatterns: ["RouterLink", "RouterView"] }],
      "vue/no-unused-refs": "error",
      "vue/no-v-html": "error",
      "vue/require-default-prop": "off", // `label?: string` says it.
      "vuejs-accessibility/no-autofocus": "off", // It is how a dialog says where to begin.
      "vuejs-accessibility/no-redundant-roles": ["error", { ol: ["list"], ul: ["list"] }], // Safari forgets it.
      "vuejs-accessibility/no-static-element-interactions": "off", // Escape and dragging are heard by containers.
      "vuejs-accessibility/label-has-for": [
        "error",
        { controlComponents: ["AppDateInput"], required: { some: ["nesting", "id"] } },
      ],
    },
  },
  {
    files: ["web/**/*.{ts,vue}"],
    plugins: { "@intlify/vue-i18n": i18n },
    settings: {
      "vue-i18n": {
        localeDir: { pattern: mergedWords(), localeKey: "file" },
        messageSyntaxVersion: "^11.0.0",
      },
    },
    rules: {
      "@intlify/vue-i18n/no-missing-keys": "error",
      "@intlify/vue-i18n/no-raw-text": ["error", { ignorePattern: "^[^\\p{L}]*$" }],
      "@intlify/vue-i18n/valid-message-syntax": "error",
    },
  },

  ...graphql,
];
