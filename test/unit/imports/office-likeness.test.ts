import { describe, expect, it } from "vitest";
import { likenessOfOffices, officeForm } from "../../../server/features/imports/office-likeness.js";

const alike = (one: string, other: string) => likenessOfOffices(officeForm(one), officeForm(other));

describe("Two names of offices", () => {
  it.each([
    ["the long word for office", "党政办", "党政办公室"],
    ["the town before it", "紫帽镇社会事务办", "社会事务办公室"],
    ["the town's whole name before it", "晋江市紫帽镇党政办", "党政办"],
    ["brackets", "综合执法队（城管中队）", "综合执法队"],
    ["full-width brackets and spaces", "综合执法队 (城管中队)", "综合执法队（城管中队）"],
    ["a short form", "卫计办", "卫生计生办"],
    ["a short form of another kind", "规建办", "规划建设办"],
    ["an end of a longer name", "建设办", "规划建设办"],
    ["a word put in", "农业服务中心", "农业综合服务中心"],
    ["a name of before 2013", "计生办", "卫健办"],
    ["a name of before 2018", "安监办", "应急管理办公室"],
    ["farming offices", "农办", "农业农村办"],
    ["a word that says little", "文体活动中心", "文体活动站"],
    ["a village and its committee", "园坂村", "园坂村委会"],
    ["a village and its committee in full", "紫帽镇园坂村", "园坂村民委员会"],
  ])("may be one office: %s", (_what, one, other) => {
    expect(alike(one, other)).toBeGreaterThan(0);
    expect(alike(other, one)).toBe(alike(one, other));
  });

  it.each([
    ["民政办", "财政办"],
    ["企业服务中心", "农业服务中心"],
    ["规划建设办", "社会事务办"],
    ["园坂村", "紫湖村"],
    ["东村", "西村"],
    ["李村", "李家村"],
    ["第一中心小学", "第二中心小学"],
    ["紫帽中学", "紫帽小学"],
    ["民政办", "人民政府办"],
    ["党政办", "教委办"],
    ["招商项目组", "规划建设办"],
    ["园坂社区", "园坂村"],
  ])("are two offices: %s, %s", (one, other) => {
    expect(alike(one, other)).toBe(0);
  });
});
