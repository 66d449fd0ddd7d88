import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const mark = "?document=";

/**
 * Gives each document that the page sends a module of its own, so that it is loaded with what sends it: codegen writes
 * all of them into one file, which would come whole with the first page.
 */
export function splitDocuments(): Plugin {
  return {
    name: "split-documents",
    apply: "build",
    enforce: "post",
    transform(code, id) {
      if (id.includes("node_modules") || !code.includes("gql/graphql")) return null;
      return code.replace(
        /import\s*\{([^}]*)\}\s*from\s*(["'])([^"']*gql\/graphql)(?:\.ts)?\2;?/g,
        (_, names: string, _quote, path: string) =>
          names
            .split(",")
            .map((name) => name.trim())
            .filter((name) => name !== "")
            .map((name) => `import { ${name} } from "${path}.ts${mark}${name.split(/\s+as\s+/)[0] ?? ""}";`)
            .join("\n"),
      );
    },
    async resolveId(source, importer) {
      const [path, name] = source.split(mark);
      if (!path || !name) return null;
      const resolved = await this.resolve(path, importer);
      return resolved && `${resolved.id}${mark}${name}`;
    },
    load(id) {
      const [path, name] = id.split(mark);
      if (!path || !name) return null;
      const start = `export const ${name} = `;
      const line = readFileSync(path, "utf8")
        .split("\n")
        .find((text) => text.startsWith(start));
      if (line === undefined) throw new Error(`${path} has no ${name}`);
      return { code: line.replace(/ as unknown as [^;]*;$/, ";"), moduleType: "js" };
    },
  };
}
