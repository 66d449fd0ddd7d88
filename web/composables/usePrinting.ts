import { onScopeDispose, readonly, ref } from "vue";

/** Whether the page is being printed: what only the screen leaves out, such as rows that are out of sight, is then shown. */
export function usePrinting() {
  const isPrinting = ref(false);
  const begin = () => (isPrinting.value = true);
  const end = () => (isPrinting.value = false);
  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  onScopeDispose(() => {
    removeEventListener("beforeprint", begin);
    removeEventListener("afterprint", end);
  });
  return readonly(isPrinting);
}
