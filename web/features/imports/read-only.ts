import { computed, inject, provide, type ComputedRef, type InjectionKey, type Ref } from "vue";

const readOnlyKey: InjectionKey<Ref<boolean>> = Symbol("read-only");

/** Says whether what is shown can be corrected: a notice whose board stands already is only looked at. */
export function provideReadOnly(isReadOnly: () => boolean): ComputedRef<boolean> {
  const readOnly = computed(isReadOnly);
  provide(readOnlyKey, readOnly);
  return readOnly;
}

export function useReadOnly(): Readonly<Ref<boolean>> {
  return inject(
    readOnlyKey,
    computed(() => false),
    false,
  );
}
