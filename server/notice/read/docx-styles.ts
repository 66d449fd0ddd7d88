import type { OfficePackage } from "./office-package.js";
import { isOn } from "./docx-properties.js";
import { attribute, isTrue, type Attributes } from "./xml.js";

/** What a paragraph says of its place in a list. */
export interface NumberReference {
  id: string;
  level: number;
}

interface Style {
  basedOn: string | null;
  isHidden: boolean | null;
  numberId: string | null;
  level: number | null;
}

/** Styles may be based on one another in a circle; no honest chain is longer. */
const LONGEST_CHAIN = 30;

/** What the styles of a Word document say about hidden text and automatic numbers. */
export class DocxStyles {
  private readonly styles = new Map<string, Style>();
  private readonly defaults = new Map<string, string>();

  constructor(office: OfficePackage) {
    const part = office.related(office.main, "styles");
    if (part) office.read(part, this.reader());
  }

  /** The style of paragraphs that name none. */
  get defaultParagraph(): string | null {
    return this.defaults.get("paragraph") ?? null;
  }

  isHidden(id: string | null): boolean {
    return this.chain(id).find(({ isHidden }) => isHidden !== null)?.isHidden ?? false;
  }

  number(id: string | null): NumberReference | null {
    const chain = this.chain(id);
    const numberId = chain.find(({ numberId }) => numberId !== null)?.numberId;
    if (!numberId) return null;
    return { id: numberId, level: chain.find(({ level }) => level !== null)?.level ?? 0 };
  }

  private chain(id: string | null): Style[] {
    const chain: Style[] = [];
    let style = this.styles.get(id ?? "");
    while (style && chain.length < LONGEST_CHAIN) {
      chain.push(style);
      style = this.styles.get(style.basedOn ?? "");
    }
    return chain;
  }

  private reader() {
    let style: Style | null = null;
    return {
      open: (name: string, attributes: Attributes) => {
        if (name === "style") style = this.begin(attributes);
        else if (style) set(style, name, attribute(attributes, "val"));
        // What a table style says of its header row, and former properties.
        return name !== "tblStylePr" && !name.endsWith("Change") && name !== "docDefaults";
      },
      close: (name: string) => {
        if (name === "style") style = null;
      },
      text: () => undefined,
    };
  }

  private begin(attributes: Attributes): Style {
    const style = { basedOn: null, isHidden: null, numberId: null, level: null };
    const id = attribute(attributes, "styleId") ?? "";
    this.styles.set(id, style);
    if (isTrue(attribute(attributes, "default"))) this.defaults.set(attribute(attributes, "type") ?? "", id);
    return style;
  }
}

function set(style: Style, name: string, value: string | null): void {
  if (name === "basedOn") style.basedOn = value;
  else if (name === "vanish") style.isHidden = isOn(value);
  else if (name === "numId") style.numberId = value;
  else if (name === "ilvl") style.level = Number(value ?? 0);
}
