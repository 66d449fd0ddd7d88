import { printedNumber } from "./counters.js";
import type { NumberReference } from "./docx-styles.js";
import type { OfficePackage } from "./office-package.js";
import { attribute, type Attributes, type XmlHandler } from "./xml.js";

interface Level {
  start: number;
  format: string;
  /** `%1.%2`: what is printed, with the numbers of the levels. */
  text: string;
  /** What stands between the number and the text: `tab`, `space`, `nothing`. */
  suffix: string;
  /** All numbers in it are printed in figures. */
  isLegal: boolean;
  /** It does not begin again after a higher level. */
  runsOn: boolean;
  /** The paragraph style that it belongs to. */
  style: string | null;
}

interface Definition {
  levels: Map<number, Level>;
  /** The list style that defines it, or that it defines. */
  styleLink: string | null;
  numStyleLink: string | null;
}

interface Instance {
  definition: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

/** Word's automatic numbers (ECMA-376 part 1, 17.9): counts on as paragraphs come. */
export class DocxNumbers {
  private readonly definitions = new Map<string, Definition>();
  private readonly instances = new Map<string, Instance>();
  /** The last number given on each level, by definition: lists of one definition count on together. */
  private readonly counts = new Map<string, number[]>();
  private readonly begun = new Set<string>();

  constructor(office: OfficePackage) {
    const part = office.related(office.main, "numbering");
    if (part) office.read(part, new NumberingReader(this.definitions, this.instances));
  }

  /** The next number as printed, with the space behind it; empty for a bullet or an unknown list. */
  next({ id, level }: NumberReference, style: string | null): string {
    const instance = this.instances.get(id);
    const definition = instance && this.definitionOf(instance);
    if (!instance || !definition) return "";
    const own = [...definition.levels].find(([, { style: its }]) => its !== null && its === style)?.[0];
    const place = own ?? level;
    const counts = this.count(id, instance, definition, place);
    return printed(place, counts, (index) => instance.levels.get(index) ?? definition.levels.get(index));
  }

  private count(id: string, instance: Instance, definition: Definition, place: number): number[] {
    const counts = this.counts.get(instance.definition) ?? [];
    this.counts.set(instance.definition, counts);
    if (!this.begun.has(id)) for (const level of instance.starts.keys()) delete counts[level];
    this.begun.add(id);
    const level = instance.levels.get(place) ?? definition.levels.get(place);
    const start = instance.starts.get(place) ?? level?.start ?? 1;
    counts[place] = counts[place] === undefined ? start : counts[place] + 1;
    for (let deeper = place + 1; deeper < counts.length; deeper += 1) {
      if (!definition.levels.get(deeper)?.runsOn) delete counts[deeper];
    }
    return counts;
  }

  /** A definition may only name a list style; the definition of that style is meant. */
  private definitionOf({ definition: id }: Instance): Definition | undefined {
    const definition = this.definitions.get(id);
    const link = definition?.numStyleLink;
    if (!link) return definition;
    return [...this.definitions.values()].find(({ styleLink }) => styleLink === link) ?? definition;
  }
}

function printed(place: number, counts: number[], levelOf: (index: number) => Level | undefined): string {
  const level = levelOf(place);
  if (!level || level.format === "bullet") return "";
  const words = level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const its = levelOf(index);
    const count = counts[index] ?? its?.start ?? 1;
    return printedNumber(count, level.isLegal ? "decimal" : (its?.format ?? "decimal"));
  });
  const needsSpace = level.suffix !== "nothing" && words !== "" && !/[、。．：）】〕]\s*$/.test(words);
  return needsSpace ? `${words} ` : words;
}

class NumberingReader implements XmlHandler {
  private definition: Definition | null = null;
  private instance: Instance | null = null;
  private override = 0;
  private level: Level | null = null;

  constructor(
    private readonly definitions: Map<string, Definition>,
    private readonly instances: Map<string, Instance>,
  ) {}

  open(name: string, attributes: Attributes): boolean {
    const value = attribute(attributes, "val");
    if (name === "abstractNum") this.beginDefinition(attribute(attributes, "abstractNumId") ?? "");
    else if (name === "num") this.beginInstance(attribute(attributes, "numId") ?? "");
    else if (name === "lvl") this.beginLevel(Number(attribute(attributes, "ilvl") ?? 0));
    else if (name === "lvlOverride") this.override = Number(attribute(attributes, "ilvl") ?? 0);
    else if (this.level) setLevel(this.level, name, value);
    else if (this.instance) this.setInstance(this.instance, name, value);
    else if (this.definition && name === "styleLink") this.definition.styleLink = value;
    else if (this.definition && name === "numStyleLink") this.definition.numStyleLink = value;
    return name !== "pPr" && name !== "rPr" && name !== "numPicBullet";
  }

  close(name: string): void {
    if (name === "lvl") this.level = null;
    else if (name === "abstractNum") this.definition = null;
    else if (name === "num") this.instance = null;
  }

  text(): void {}

  private beginDefinition(id: string): void {
    this.definition = { levels: new Map(), styleLink: null, numStyleLink: null };
    this.definitions.set(id, this.definition);
  }

  private beginInstance(id: string): void {
    this.instance = { definition: "", starts: new Map(), levels: new Map() };
    this.instances.set(id, this.instance);
  }

  private beginLevel(index: number): void {
    this.level = {
      start: 1,
      format: "decimal",
      text: "",
      suffix: "tab",
      isLegal: false,
      runsOn: false,
      style: null,
    };
    (this.instance ?? this.definition)?.levels.set(Math.min(8, index), this.level);
  }

  private setInstance(instance: Instance, name: string, value: string | null): void {
    if (name === "abstractNumId") instance.definition = value ?? "";
    else if (name === "startOverride") instance.starts.set(this.override, Number(value ?? 1));
  }
}

function setLevel(level: Level, name: string, value: string | null): void {
  if (name === "start") level.start = Number(value ?? 1);
  else if (name === "numFmt") level.format = value ?? "decimal";
  else if (name === "lvlText") level.text = value ?? "";
  else if (name === "suff") level.suffix = value ?? "tab";
  else if (name === "isLgl") level.isLegal = value !== "0" && value !== "false";
  else if (name === "lvlRestart") level.runsOn = value === "0";
  else if (name === "pStyle") level.style = value;
}
