import { inject, type ComputedRef, type InjectionKey } from "vue";

/** What a field tells the control inside it, so that label, hint and error are read with it. */
export interface FieldContext {
  id: string;
  describedBy: ComputedRef<string | undefined>;
  isInvalid: ComputedRef<boolean>;
  isRequired: ComputedRef<boolean>;
}

export const fieldKey: InjectionKey<FieldContext> = Symbol("field");

export function useField(): FieldContext | undefined {
  return inject(fieldKey, undefined);
}
