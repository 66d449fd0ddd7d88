// `npm run check:breaking` and `npm run release:schema`: see docs/releases/README.md.
import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { compareSchemas, type AcceptedBreak, type Comparison } from "./compare-schemas.ts";

const root = join(import.meta.dirname, "../..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schema: { type: "string", default: join(root, "schema.graphql") },
    releases: { type: "string", default: join(root, "docs/releases") },
    again: { type: "boolean", default: false },
  },
});
const acceptedFile = join(values.releases, "breaking-changes.json");

/** The file of a release's schema. */
const fileOf = (version: string) => join(values.releases, `schema-${version}.graphql`);

/** The last release's schema; undefined before the first. */
function lastRelease(): string | undefined {
  const files = globSync(fileOf("*"));
  return files.toSorted((one, other) =>
    basename(one).localeCompare(basename(other), "en", { numeric: true }),
  )[files.length - 1];
}

async function check(): Promise<void> {
  const file = lastRelease();
  if (!file) return say("Nothing has been released yet: any change will do");
  const acceptances = JSON.parse(await readFile(acceptedFile, "utf8")) as AcceptedBreak[];
  const schemas = await Promise.all([readFile(file, "utf8"), readFile(values.schema, "utf8")]);
  report(basename(file), await compareSchemas(...schemas, acceptances));
}

function report(release: string, { broken, accepted, useless, dangerous, harmless }: Comparison): void {
  const list = (heading: string, lines: string[]) =>
    lines.length > 0 && say([heading, ...lines.map((line) => `  ${line}`)].join("\n"));
  list("Dangerous: careless clients may stumble", dangerous);
  list("Breaking, and accepted", accepted);
  list("Breaking: clients that work today will fail", broken);
  list("Accepted in breaking-changes.json, but nothing of the kind happened", useless);
  say(
    `Since ${release}: ${broken.length} breaking, ${accepted.length} accepted, ${dangerous.length} dangerous, ${harmless} harmless`,
  );
  if (broken.length > 0)
    say("Keep the old beside the new, deprecated; or accept it as docs/releases/README.md says");
  if (broken.length + useless.length > 0) process.exitCode = 1;
}

/** Keeps the schema as it is as a release's, which later ones are compared with. */
async function release(): Promise<void> {
  const manifest = await readFile(join(root, "package.json"), "utf8");
  const file = fileOf((JSON.parse(manifest) as { version: string }).version);
  if (globSync(file).length > 0 && !values.again) {
    process.exitCode = 1;
    return say(`${basename(file)} is there: raise "version" in package.json first (--again replaces it)`);
  }
  await writeFile(file, await readFile(values.schema, "utf8"));
  await writeFile(acceptedFile, "[]\n");
  return say(`${basename(file)} is what later schemas are compared with`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const verbs: Record<string, () => Promise<void>> = { check, release };
const verb = verbs[positionals[0] ?? ""];
if (verb) await verb();
else {
  process.exitCode = 2;
  say("Expected a verb: check or release");
}
