import { Invitation } from "../features/invitations/invitation.entity.js";
import { Session } from "../features/sessions/session.entity.js";
import { AccessToken } from "../features/tokens/access-token.entity.js";
import { ChangeVerb } from "../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../log/log-head.entity.js";
import { write } from "../log/write.js";
import { answer, BadUsage, readWords, withDatabase } from "./command.js";

const usage = "revoke-all";

/**
 * `luoshi revoke-all`: ends every session, and makes every access token and every link that is still open useless. For
 * when a backup was restored, in which what was revoked since is good again, or when the database got into wrong hands.
 * Passwords stay.
 */
export async function revokeAll(words: string[]): Promise<void> {
  const { values, positionals } = readWords(words, {}, usage);
  if (positionals.length > 0) throw new BadUsage(`Usage: luoshi ${usage}`);
  await withDatabase(async ({ orm }, _config, clock) => {
    const at = clock.now();
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.REVOKE, at };
    const revoked = await write(orm.em.fork(), attribution, async (em) => {
      const sessions = await em.nativeDelete(Session, {});
      const tokens = await em.find(AccessToken, { revokedAt: null });
      for (const token of tokens) token.revoke(at);
      const links = await em.find(Invitation, { acceptedAt: null, revokedAt: null });
      for (const link of links) link.revokedAt = new Date();
      return { sessions, tokens: tokens.length, links: links.length };
    });
    const { sessions, tokens, links } = revoked;
    answer(
      values.json,
      revoked,
      `已结束 ${sessions} 个登录，作废 ${tokens} 个令牌、${links} 个链接 · ${sessions} sessions ended, ${tokens} tokens and ${links} links revoked`,
    );
  });
}
