import { useRecentChanges } from "../../../stores/recent-changes";

interface Change {
  task?: { id: string } | null;
  actor?: { id: string } | null;
}

/** Marks the card that somebody else has changed; one's own changes one knows. */
export function noteOthersChange({ task, actor }: Change, viewerId: string | undefined): void {
  if (task && actor?.id !== viewerId) useRecentChanges().note(task.id);
}
