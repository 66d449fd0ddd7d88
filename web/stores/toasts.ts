import { defineStore } from "pinia";
import { ref } from "vue";

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "problem";
  action?: ToastAction;
  /** How long it stays, in milliseconds. */
  lasts: number;
}

/** Short notices at the foot of the page. A toast with an action stays for ten seconds. */
export const useToasts = defineStore("toasts", () => {
  const toasts = ref<Toast[]>([]);
  let lastId = 0;

  function show(text: string, options: { tone?: Toast["tone"]; action?: ToastAction } = {}): number {
    const id = ++lastId;
    const lasts = options.action ? 10_000 : options.tone === "problem" ? 8_000 : 5_000;
    toasts.value = [
      ...toasts.value.slice(-2),
      { id, text, tone: options.tone ?? "plain", action: options.action, lasts },
    ];
    return id;
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  return { toasts, show, dismiss };
});
