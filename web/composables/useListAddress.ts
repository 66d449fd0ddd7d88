import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter, type LocationQueryRaw } from "vue-router";

/** A list's search and filters as they stand in the address; an empty one stands nowhere. */
export function useListAddress<Name extends string>(
  ...names: readonly Name[]
): Record<Name, WritableComputedRef<string>> {
  const route = useRoute();
  const router = useRouter();
  /** What the address is about to say: several of its parts may be changed at once. */
  let coming: LocationQueryRaw | undefined;

  async function change(name: Name, value: string): Promise<void> {
    const query = { ...(coming ?? route.query), [name]: value || undefined };
    coming = query;
    await router.replace({ query });
    if (coming === query) coming = undefined;
  }

  const part = (name: Name) =>
    computed({
      get: () => route.query[name]?.toString() ?? "",
      set: (value) => void change(name, value),
    });
  return Object.fromEntries(names.map((name) => [name, part(name)])) as Record<
    Name,
    WritableComputedRef<string>
  >;
}
