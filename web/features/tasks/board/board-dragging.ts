import { AutoScroller, DragDropManager, Draggable, PointerSensor } from "@dnd-kit/dom";

export interface PointerDrag {
  /** A card has been picked up, where this element of it stands. Gives how many go with it. */
  onPickUp(taskId: string, element: HTMLElement): number;
  /** The pointer is over this point of the window, or the page has scrolled beneath it. */
  onPoint(x: number, y: number): void;
  onDrop(): void;
  onCancel(): void;
}

export interface BoardDragging {
  approach(taskId: string, element: HTMLElement): void;
  stop(): void;
}

/**
 * Dragging with mouse, pen and finger (a long press, so that a swipe still scrolls). The only module that
 * knows dnd-kit: it brings the sensors and scrolling at the edges; what floats is a picture of the card, so that
 * the real one may be redrawn or leave a virtual list while it is carried.
 */
export function startDragging(drag: PointerDrag): BoardDragging {
  const manager = new DragDropManager({
    sensors: [PointerSensor.configure({ preventActivation: startedOnControl })],
    // Its plugins for the cursor and against selecting make style sheets, which the page's policy forbids: see `takeHold`.
    plugins: [AutoScroller],
  });
  let picture: HTMLElement | null = null;
  let near: Draggable | null = null;
  let grip = { x: 0, y: 0 };

  function float(): void {
    const { x, y } = manager.dragOperation.position.current;
    if (picture) picture.style.translate = `${x - grip.x}px ${y - grip.y}px`;
    drag.onPoint(x, y);
  }

  function land(): void {
    picture?.remove();
    picture = null;
    letGo();
    removeEventListener("scroll", float, { capture: true });
  }

  manager.monitor.addEventListener("dragstart", ({ operation }) => {
    const element = operation.source?.element;
    if (!operation.source || !(element instanceof HTMLElement)) return;
    const box = element.getBoundingClientRect();
    const { x, y } = operation.position.initial;
    grip = { x: x - box.left, y: y - box.top };
    picture = pictureOf(element, box);
    takeHold();
    const count = drag.onPickUp(String(operation.source.id), element);
    if (count > 1) picture.dataset.count = String(count);
    addEventListener("scroll", float, { capture: true, passive: true });
    float();
  });
  manager.monitor.addEventListener("dragmove", () => queueMicrotask(float));
  manager.monitor.addEventListener("dragend", ({ canceled }) => {
    land();
    if (canceled) drag.onCancel();
    else drag.onDrop();
  });
  /**
   * The pointer has come to a card: it may be taken. Only one card is draggable at a time, because dnd-kit's cost grows
   * with the square of their number. A finger "comes" right before it presses, so this is in time for touch as well.
   */
  function approach(taskId: string, element: HTMLElement): void {
    if (!manager.dragOperation.status.idle || (near?.element === element && near.id === taskId)) return;
    near?.destroy();
    near = new Draggable({ id: taskId, element, feedback: "none" }, manager);
  }

  function stop(): void {
    land();
    manager.destroy();
  }

  return { approach, stop };
}

/** A press on a control inside the card is meant for the control. */
function startedOnControl(event: PointerEvent): boolean {
  return event.target instanceof Element && event.target.closest("button, input, [role=menu]") !== null;
}

/** While a card is carried the cursor holds it everywhere, and no text is selected (`base.css`). */
function takeHold(): void {
  document.documentElement.toggleAttribute("data-carrying", true);
  getSelection()?.removeAllRanges();
}

function letGo(): void {
  document.documentElement.toggleAttribute("data-carrying", false);
}

function pictureOf(element: HTMLElement, box: DOMRect): HTMLElement {
  const picture = element.cloneNode(true) as HTMLElement;
  picture.removeAttribute("data-task-id");
  picture.setAttribute("aria-hidden", "true");
  picture.inert = true;
  picture.classList.add("carried-picture");
  picture.style.inlineSize = `${box.width}px`;
  document.body.append(picture);
  return picture;
}
