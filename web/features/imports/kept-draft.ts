import { ref, watch, type Ref } from "vue";
import type { OfficeAnswer } from "./answers";
import type { Correction } from "./corrections";
import { fromBase64, toBase64 } from "./base64";
import type { Given, PastedTable } from "./import-draft";

/** The parts of a draft. */
export interface KeptDraft {
  personId: Ref<string | null>;
  text: Ref<string>;
  table: Ref<PastedTable | null>;
  given: Ref<Given | null>;
  year: Ref<number | null>;
  programmeTitle: Ref<string | null>;
  amends: Ref<string | null>;
  asNew: Ref<boolean>;
  answers: Map<string, number>;
  officeAnswers: Map<string, OfficeAnswer>;
  corrections: Map<string, Correction>;
  ticks: Map<string, boolean>;
}

const place = "luoshi.import-draft";
const singles = ["personId", "text", "table", "year", "programmeTitle", "amends", "asNew"] as const;
const maps = ["answers", "officeAnswers", "corrections", "ticks"] as const;
/** Beyond this size a file does not fit into what a tab may keep. */
const mostFileBytes = 3 * 1024 * 1024;
const rest = 250;

/** A given document as text: a file by its bytes. */
type Written = Exclude<Given, { kind: "file" }> | { kind: "file"; name: string; base64: string };

/**
 * Fills a draft with what this tab kept of it, and keeps it from then on until the tab is closed. Gives whether there
 * is a draft that could not be kept.
 */
export function keepInTab(draft: KeptDraft): Ref<boolean> {
  const isUnkept = ref(false);
  let written: { given: Given; as: Written | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function keep(): Promise<void> {
    const given = draft.given.value;
    if (given?.kind === "file" && written?.given !== given) written = { given, as: await write(given.file) };
    if (given === draft.given.value) keepNow(); // else something else was given meanwhile, and is kept in its turn
  }

  /** Keeps what is there; a file only once it was turned into text. */
  function keepNow(): void {
    clearTimeout(timer);
    const given = draft.given.value;
    const as = given?.kind === "file" ? (written?.given === given ? written.as : null) : given;
    isUnkept.value = !store(draft, as) || (given !== null && as === null);
  }

  recall(draft);
  const parts = [
    ...singles.map((part) => draft[part]),
    draft.given,
    ...maps.map((part) => () => [...draft[part]]),
  ];
  watch(parts, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), rest);
  });
  watch(draft.given, () => void keep()); // at once: a large file takes a moment to be turned into text
  // A page that is left at once takes the last change with it.
  addEventListener("pagehide", keepNow);
  return isUnkept;
}

async function write(file: File): Promise<Written | null> {
  if (file.size > mostFileBytes) return null;
  try {
    return { kind: "file", name: file.name, base64: toBase64(new Uint8Array(await file.arrayBuffer())) };
  } catch {
    return null; // the file is gone by now
  }
}

function store(draft: KeptDraft, given: Written | null): boolean {
  const values = Object.fromEntries([
    ...singles.map((part) => [part, draft[part].value]),
    ...maps.map((part) => [part, [...draft[part]]]),
  ]);
  try {
    sessionStorage.setItem(place, JSON.stringify({ ...values, given }));
    return true;
  } catch {
    return false; // storage is full or forbidden: the draft then lasts as long as the page
  }
}

function recall(draft: KeptDraft): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null") as Record<string, unknown> | null;
    if (!kept) return;
    for (const part of singles) draft[part].value = kept[part] as never;
    for (const part of maps) {
      for (const [key, value] of kept[part] as [string, never][]) draft[part].set(key, value);
    }
    draft.given.value = unwrite(kept["given"] as Written | null);
  } catch {
    forget(); // kept by another version of this page, or storage is forbidden
  }
}

function unwrite(written: Written | null): Given | null {
  if (written?.kind !== "file") return written;
  return { kind: "file", file: new File([fromBase64(written.base64)], written.name) };
}

function forget(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing is kept where storage is forbidden.
  }
}
