import { Field, ObjectType } from "type-graphql";
import { fromJson } from "../../database/rows.js";
import { connectionClasses } from "../../graphql/connection.js";
import { DateTime } from "../../graphql/date-time.js";
import { Node } from "../../graphql/node.js";
import { TokenScope } from "./token-scope.enum.js";

type Instant = string | number | Date;

/** An access token's columns; see {@link tokenSelect}. */
export interface TokenColumns {
  id: string;
  personId: string;
  name: string;
  scopes: unknown;
  programmeIds: unknown;
  isService: unknown;
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  lastUsedAt: Instant | null;
}

/** Selects {@link TokenColumns}; never the fingerprint. */
export const tokenSelect = `select t.id, t.person_id "personId", t.name, t.scopes, t.programme_ids "programmeIds",
  t.is_service "isService", t.created_at "createdAt", t.expires_at "expiresAt", t.revoked_at "revokedAt",
  t.last_used_at "lastUsedAt" from access_token t`;

/** An access token as the API shows it: everything but the token itself, which nobody can read again. */
@ObjectType("AccessToken", {
  implements: Node,
  description: "What a program signs in with (访问令牌). The token itself was shown once, when it was made.",
})
export class AccessTokenRow extends Node {
  @Field(() => String, { description: "What it is for, in its maker's words." })
  readonly name: string;

  @Field(() => [TokenScope], { description: "What it may be used for, within what its person may do." })
  readonly scopes: TokenScope[];

  @Field(() => Boolean, {
    description: "Whether it is a program's own: its person is an account made for that program.",
  })
  readonly isService: boolean;

  @Field(() => DateTime, { description: "When it was made." })
  readonly createdAt: string;

  @Field(() => DateTime, { nullable: true, description: "When it ends by itself; null for never." })
  readonly expiresAt: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was revoked; null while it was not." })
  readonly revokedAt: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was last used, to the minute; null while it never was.",
  })
  readonly lastUsedAt: string | null;

  @Field(() => Boolean, { description: "Whether it works: neither revoked nor past its end." })
  readonly isUsable: boolean;

  readonly personId: string;
  /** The only programmes that it may be used on; null for all. */
  readonly programmeIds: string[] | null;

  constructor(columns: TokenColumns) {
    super();
    Object.assign(this, { id: columns.id });
    this.name = columns.name;
    this.personId = columns.personId;
    this.scopes = fromJson<TokenScope[]>(columns.scopes);
    this.programmeIds = fromJson<string[] | null>(columns.programmeIds);
    this.isService = Boolean(columns.isService);
    this.createdAt = shown(columns.createdAt);
    this.expiresAt = columns.expiresAt === null ? null : shown(columns.expiresAt);
    this.revokedAt = columns.revokedAt === null ? null : shown(columns.revokedAt);
    this.lastUsedAt = columns.lastUsedAt === null ? null : shown(columns.lastUsedAt);
    this.isUsable =
      this.revokedAt === null && (this.expiresAt === null || new Date(this.expiresAt) > new Date());
  }
}

function shown(instant: Instant): string {
  return new Date(instant).toISOString();
}

const ofTokens = connectionClasses(() => AccessTokenRow, "AccessToken");

@ObjectType({ description: "Access tokens, the newest first." })
export class AccessTokenConnection extends ofTokens.Connection {}
