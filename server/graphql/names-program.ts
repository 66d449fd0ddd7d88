import { Field, ObjectType } from "type-graphql";
import { fill, type Locale, type Words } from "./locale.js";
import { Problem } from "./problem.js";

@ObjectType({
  implements: Problem,
  description:
    "Somebody who is to lead, answer for or work on something is a program's account: nothing was written. Name somebody else; where a notice has the name, correct it or have an administrator rename the account.",
})
export class NamesProgram extends Problem {
  @Field(() => String, { description: "The name." })
  name: string;

  constructor(name: string, locale: Locale) {
    super();
    this.code = "NAMES_PROGRAM";
    this.message = fill(words[locale], { name });
    this.name = name;
  }
}

const words: Words = {
  "zh-CN":
    "“{name}”是程序账号的名称，不能作责任领导、责任人或经办人，没有作任何改动。请改用其他人员；若是通知中的姓名，请更正，或请管理员给程序账号改名",
  en: "“{name}” is a program's account: it leads, answers for and works on nothing. Nothing was written: name somebody else; where a notice has the name, correct it or have the account renamed",
};
