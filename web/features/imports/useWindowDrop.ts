import { onBeforeUnmount, onMounted, ref } from "vue";
import { oneFile, type UnfitFile } from "./file-kind";

interface Hears {
  file: (file: File) => void;
  /** Something was dropped that is not one file. */
  unfit: (reason: UnfitFile) => void;
  text: (text: string) => void;
}

/** Takes what is dropped anywhere on the page. Gives whether something hovers over it. */
export function useWindowDrop({ file, unfit, text }: Hears) {
  const isOver = ref(false);
  /** Elements entered and not left: the pointer passes from one to the next before it leaves the first. */
  let depth = 0;

  function enter(event: DragEvent): void {
    event.preventDefault();
    depth += 1;
    isOver.value = true;
  }

  function leave(): void {
    depth -= 1;
    if (depth <= 0) end();
  }

  function end(): void {
    depth = 0;
    isOver.value = false;
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    end();
    const { dataTransfer } = event;
    if (!dataTransfer) return;
    const found = oneFile(dataTransfer.files, dataTransfer.items);
    if (typeof found === "string") unfit(found);
    else if (found) file(found);
    else if (dataTransfer.getData("text/plain")) text(dataTransfer.getData("text/plain"));
  }

  const allow = (event: DragEvent) => event.preventDefault();
  const listeners = { dragenter: enter, dragover: allow, dragleave: leave, drop } as const;
  onMounted(() => {
    for (const [name, listener] of Object.entries(listeners))
      addEventListener(name, listener as EventListener);
  });
  onBeforeUnmount(() => {
    for (const [name, listener] of Object.entries(listeners))
      removeEventListener(name, listener as EventListener);
  });
  return { isOver };
}
