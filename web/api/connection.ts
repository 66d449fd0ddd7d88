import { computed, ref } from "vue";

const unreachable = ref(false);
const socketDown = ref(false);

/** True while the server cannot be reached; what is on the page stays, and may be old. */
export const isDisconnected = computed(() => unreachable.value || socketDown.value);

export function noteAnswer(arrived: boolean): void {
  unreachable.value = !arrived;
}

export function noteSocket(open: boolean): void {
  socketDown.value = !open;
  if (open) unreachable.value = false;
}
