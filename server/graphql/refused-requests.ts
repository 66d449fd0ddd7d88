import { isEnumType, type GraphQLSchema } from "graphql";

/** What a message says in English alone, said in Chinese: by its code. */
const inChinese: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: "查询有语法错误",
  GRAPHQL_VALIDATION_FAILED: "查询与接口定义不符",
  BAD_USER_INPUT: "输入不符合要求",
  BAD_REQUEST: "请求的格式不对",
  OPERATION_RESOLUTION_FAILURE: "请指明要执行的操作",
};

/** Puts Chinese before a message that has none; most of ours say both: `中文 · English`. */
export function saidInChinese(code: string, message: string, words = inChinese[code]): string {
  return words === undefined || message.includes(" · ") ? message : `${words} · ${message}`;
}

/** Whether a request asks for Chinese by name; one that says nothing may be a program's that shows no messages. */
export function asksForChinese(acceptLanguage: string | undefined): boolean {
  return /^\s*zh\b/i.test(acceptLanguage ?? "");
}

const wrongValue = /does not exist in "(?<name>\w{1,100})" enum\.?$/;
const noValue = /^Enum "(?<name>\w{1,100})" cannot represent non-(?:enum|string) value: [^]{1,2000}\.$/;

/** A message about a value that an enum has not, with those that it has where nothing alike was found. */
export function withEnumValues(message: string, schema: GraphQLSchema): string {
  if (message.includes("Did you mean")) return message;
  const name = (wrongValue.exec(message) ?? noValue.exec(message))?.groups?.["name"];
  const type = name === undefined ? undefined : schema.getType(name);
  if (!isEnumType(type)) return message;
  const values = type.getValues().map((value) => value.name);
  return `${message.replace(/\.$/, "")}: expected one of ${values.join(", ")}`;
}
