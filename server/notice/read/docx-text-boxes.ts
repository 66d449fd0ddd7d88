import { diagnose, type Diagnostic } from "../diagnostics.js";

const shapes = new Set(["drawing", "pict", "object"]);

/** So many text boxes are told of, each by its first characters. */
const BOXES_TOLD = 10;
const CHARACTERS_TOLD = 30;

/** The drawings of a Word document. Of text boxes that are not read, the beginning is told. */
export class TextBoxes {
  /** How deep inside a drawing, and inside a text box of it, the reader is. */
  private depth = 0;
  private boxDepth = 0;
  private inText = false;
  private box = "";
  private readonly told = new Set<string>();

  /** Whether the element belongs to a drawing. */
  open(name: string): boolean {
    if (this.depth === 0 && !shapes.has(name)) return false;
    this.depth += 1;
    if (name === "txbxContent" && this.boxDepth === 0) this.boxDepth = this.depth;
    this.inText = name === "t" && this.boxDepth > 0;
    return true;
  }

  close(name: string): boolean {
    if (this.depth === 0) return false;
    this.depth -= 1;
    this.inText = false;
    if (name === "p") this.box += " ";
    if (this.boxDepth > this.depth) this.endBox();
    return true;
  }

  text(words: string): boolean {
    if (this.inText && this.box.length < 10 * CHARACTERS_TOLD)
      this.box += words.slice(0, 10 * CHARACTERS_TOLD);
    return this.depth > 0;
  }

  get isInside(): boolean {
    return this.depth > 0;
  }

  /** Reads on as if outside, in a text box that is read. Returns what `resume` wants. */
  suspend(): number {
    const { depth } = this;
    this.depth = this.boxDepth = 0;
    return depth;
  }

  resume(depth: number): void {
    this.depth = depth;
  }

  diagnostics(): Diagnostic[] {
    return [...this.told].map((found) => diagnose("TEXT_BOX_LEFT_OUT", { found }, null));
  }

  private endBox(): void {
    const words = this.box.replace(/\s+/g, " ").trim();
    const isLong = words.length > CHARACTERS_TOLD;
    if (words !== "" && this.told.size < BOXES_TOLD)
      this.told.add(isLong ? `${words.slice(0, CHARACTERS_TOLD)}…` : words);
    this.box = "";
    this.boxDepth = 0;
  }
}
