import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { SignInMethodsRow } from "./sign-in-methods.row.js";

const usualLabel = { "zh-CN": "统一身份认证", en: "Single sign-on" };

@Resolver()
export class SignInMethodsResolver {
  @Query(() => SignInMethodsRow, { description: "How one may sign in to this server." })
  signInMethods(@Ctx() { singleSignOn, locale }: Context): SignInMethodsRow {
    const label = singleSignOn && (singleSignOn.label ?? usualLabel[locale]);
    return { password: true, singleSignOn: label === null ? null : { label } };
  }
}
