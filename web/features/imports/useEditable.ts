import { nextTick, ref, type Ref } from "vue";

/**
 * A value that turns into fields where it stands. `begin` gives what is typed first, `focusField` goes there, and
 * `button` stands in their place while nothing is typed. The component decides what may be saved.
 */
export function useEditable<Typed>(
  begin: () => Typed,
  focusField: () => void,
  button: Readonly<Ref<HTMLButtonElement | null>>,
) {
  /** What is typed; null while the value is only shown. */
  const typed = ref(null) as Ref<Typed | null>;
  /** Why it cannot be saved. */
  const error = ref<string | null>(null);

  async function open(): Promise<void> {
    typed.value = begin();
    error.value = null;
    await nextTick();
    focusField();
  }

  async function close(keepsFocus: boolean): Promise<void> {
    typed.value = null;
    if (keepsFocus) await focusButton();
  }

  /** What had the focus is drawn anew. */
  async function focusButton(): Promise<void> {
    await nextTick();
    button.value?.focus();
  }

  return { typed, error, open, close, focusButton };
}
