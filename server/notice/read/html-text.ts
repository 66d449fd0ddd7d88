import { isWide } from "./text-lines.js";

/** One line of a web page while it is gathered: white space collapses as in a browser. */
export class HtmlLine {
  private text = "";
  /** The last character of `text`: asking a long text that is still being put together for it copies all of it. */
  private last = "";
  /** White space whose fate depends on what follows. */
  private space: "" | " " | "\n" = "";
  /** What is printed before the line once it has text: a list's number. */
  private label = "";
  private printedLabel = "";
  /** Characters outside links, those between links not counted. */
  private unlinked = 0;
  private links = 0;

  begin(label: string): void {
    this.label = label;
  }

  /** Adds text. `keepsSpace`: as in `pre`, but without line breaks. */
  write(text: string, keepsSpace: boolean, inLink: boolean): void {
    if (keepsSpace) return this.append(text, inLink);
    for (const [, space, words] of text.matchAll(/([ \t\r\n\f]*)([^ \t\r\n\f]*)/g)) {
      if (space) this.space = this.space === "\n" || /[\r\n]/.test(space) ? "\n" : " ";
      if (words) this.append(words, inLink);
    }
  }

  link(): void {
    this.links += 1;
  }

  private append(words: string, inLink: boolean): void {
    if (this.text === "") this.printedLabel = this.label;
    else if (this.space !== "" && !this.joins(words)) this.text += " ";
    this.space = "";
    this.label = "";
    this.text += words;
    this.last = words.at(-1)!;
    if (!inLink) this.unlinked += words.replace(/[\s|｜>＞»·\u00a0]/g, "").length;
  }

  /** A line break of the source between two characters of Chinese is no space (CSS Text 3, 4.1.3). */
  private joins(words: string): boolean {
    return this.space === "\n" && isWide(this.last) && isWide(words[0]!);
  }

  /** The finished line, and an empty one to go on with. */
  take(): { line: string; label: string; links: number; isAllLinks: boolean } {
    const line = this.text.replaceAll("\u00a0", " ").trim();
    const isAllLinks = line !== "" && this.unlinked === 0;
    const taken = { line, label: this.printedLabel, links: this.links, isAllLinks };
    this.text = this.space = this.printedLabel = "";
    this.unlinked = this.links = 0;
    return taken;
  }
}
