import { damaged } from "./unreadable.js";
import type { ReadLimits } from "./limits.js";
import { attribute, readXml, type XmlHandler } from "./xml.js";
import type { ZipArchive } from "./zip.js";

export interface Relationship {
  /** The last word of its type: `officeDocument`, `worksheet`, `styles`. */
  type: string;
  /** A part's name. */
  target: string;
}

/** An Office file as its parts and how they refer to each other (ECMA-376, part 2). Nothing outside it is opened. */
export class OfficePackage {
  constructor(
    private readonly archive: ZipArchive,
    readonly limits: ReadLimits,
  ) {}

  /** Streams a part; false where it is not there. */
  read(name: string, handler: XmlHandler): boolean {
    const part = this.archive.part(name);
    if (!part) return false;
    readXml(part, handler, this.limits);
    return true;
  }

  /** What a part refers to inside the package, by id; `""` stands for the package itself. */
  relationships(part: string): Map<string, Relationship> {
    const folder = part.slice(0, part.lastIndexOf("/") + 1);
    const found = new Map<string, Relationship>();
    this.read(`${folder}_rels/${part.slice(folder.length)}.rels`, {
      open(name, attributes) {
        const target = attribute(attributes, "Target");
        if (name === "Relationship" && target && attribute(attributes, "TargetMode") !== "External") {
          const type = attribute(attributes, "Type") ?? "";
          found.set(attribute(attributes, "Id") ?? "", {
            type: type.slice(type.lastIndexOf("/") + 1),
            target: resolvePath(folder, target),
          });
        }
        return true;
      },
      close: () => undefined,
      text: () => undefined,
    });
    return found;
  }

  /** The part of a type that `part` refers to. */
  related(part: string, type: string): string | null {
    return [...this.relationships(part).values()].find((related) => related.type === type)?.target ?? null;
  }

  /** The part that holds the document itself. Throws where there is none. */
  get main(): string {
    const main = this.related("", "officeDocument");
    if (!main || !this.archive.has(main)) throw damaged();
    return main;
  }
}

/** A part's name as another part in `folder` writes it; `..` never leads out of the package. */
function resolvePath(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
