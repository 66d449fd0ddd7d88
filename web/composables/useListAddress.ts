import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** A list's search and filters as they stand in the address; an empty one stands nowhere. */
export function useListAddress<Name extends string>(
  ...names: readonly Name[]
): Record<Name, WritableComputedRef<string>> {
  const route = useRoute();
  const router = useRouter();
  const part = (name: Name) =>
    computed({
      get: () => route.query[name]?.toString() ?? "",
      set: (value) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
    });
  return Object.fromEntries(names.map((name) => [name, part(name)])) as Record<
    Name,
    WritableComputedRef<string>
  >;
}
