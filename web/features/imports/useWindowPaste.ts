import { onBeforeUnmount, onMounted } from "vue";
import type { PastedTable } from "./import-draft";
import { rowsOfPaste, textOfHtml, textOfPaste } from "./pasted-text";

interface Hears {
  file: (file: File) => void;
  /** A table, with its plain text for the field. */
  table: (table: PastedTable, text: string) => void;
  /** Text pasted where nothing takes it. */
  text: (text: string) => void;
}

/** Takes what is pasted anywhere on the page; plain text in a field stays the browser's business. */
export function useWindowPaste(hears: Hears): void {
  function paste(event: ClipboardEvent): void {
    const { clipboardData, target } = event;
    const isInField = target instanceof HTMLElement && target.matches("input, textarea");
    if (!clipboardData) return;
    const html = clipboardData.getData("text/html");
    const plain = clipboardData.getData("text/plain");
    const file = clipboardData.files[0];
    const rows = rowsOfPaste(html);
    // A spreadsheet puts a picture of its cells beside them; only a file alone was copied as a file.
    if (rows > 0)
      hears.table({ html, rows }, textOfPaste(clipboardData) ?? (plain.trim() || textOfHtml(html)));
    else if (file && !plain && !html) hears.file(file);
    else if (isInField) return;
    else if (plain || html) hears.text(plain || textOfHtml(html));
    else return;
    event.preventDefault();
  }

  onMounted(() => document.addEventListener("paste", paste));
  onBeforeUnmount(() => document.removeEventListener("paste", paste));
}
