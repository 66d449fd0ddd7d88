import { fromJson, type Rows } from "../../database/rows.js";

/** How far webhooks are behind, for metrics. */
export interface WebhookQueue {
  /** Changes between the cursors of active webhooks and the heads of the logs; those of no interest count too. */
  waiting: number;
  /** Webhooks that were paused by the server, not by a person. */
  needingAttention: number;
  deadLetters: number;
}

/** Reads the lengths of all queues at once. */
export async function readWebhookQueue(rows: Rows): Promise<WebhookQueue> {
  const behind = await rows.all<{ programmeId: string; followed: unknown; waiting: number }>(
    `select g.id "programmeId", w.programme_ids "followed", h.revision - coalesce(k.revision, 0) "waiting"
      from webhook w cross join programme g join log_head h on h.chain = g.id
      left join webhook_cursor k on k.webhook_id = w.id and k.programme_id = g.id where w.state = 'ACTIVE'`,
  );
  const counts = await rows.first<{ attention: number | string; dead: number | string }>(
    `select (select count(*) from webhook where paused_because <> 'BY_PERSON') "attention",
      (select count(*) from webhook_dead_letter) "dead"`,
  );
  const waiting = behind
    .filter(({ programmeId, followed }) => fromJson<string[] | null>(followed)?.includes(programmeId) ?? true)
    .reduce((sum, lane) => sum + lane.waiting, 0);
  return { waiting, needingAttention: Number(counts?.attention), deadLetters: Number(counts?.dead) };
}
