import { Role } from "../../server/features/people/role.enum.js";
import type { Client, Variables } from "../kit/client.js";
import type { GivenProgramme, GivenTask } from "../kit/given-programme.js";
import { hostileTexts } from "../kit/hostile-texts.js";
import type { Luoshi } from "../kit/luoshi.js";

export const texts = hostileTexts.map(({ text }) => text);

/** As many texts as a report, a reason or remarks take, one a line. */
const chunks = texts.reduce<string[][]>(
  (groups, text) => {
    const last = groups.at(-1) ?? [];
    if ([...last, text].join("\n").length > 1900) groups.push([text]);
    else last.push(text);
    return groups;
  },
  [[]],
);

/** The cards whose reports, reasons and projects' remarks have the texts, and which. */
export function wordsOfCard(programme: GivenProgramme): { task: GivenTask; words: string[] }[] {
  return chunks.map((words, index) => ({ task: programme.task(`${index + 1}.1`), words }));
}

/** Writes every text into every field that people write into, as they would. The programme has a project for each. */
export async function plantEverywhere(luoshi: Luoshi): Promise<GivenProgramme> {
  const { given } = luoshi;
  for (const name of ["陈美治", "王强"]) await given.person(name, { role: Role.OWNER });
  const programme = await given.programme({
    title: `2022年 ${texts.slice(0, 4).join(" ")}`,
    projects: texts.map((text, index) => ({
      name: text,
      category: text,
      content: text,
      progressText: text,
      remarks: chunks[index]?.join("\n") ?? text,
      owners: [text, "陈美治"],
      leaders: [text, "王强"],
      offices: [text],
      assistingOffices: [text],
      tasks: [{ title: text, words: text }],
    })),
  });
  await nameThings(await given.signedIn("林晓敏"), programme);
  await tellOfWork(await given.signedIn("陈美治"), await given.signedIn("王强"), programme);
  return programme;
}

/** Labels, columns, views, webhooks and tokens: by the API, as a program does. */
async function nameThings(keeper: Client, programme: GivenProgramme): Promise<void> {
  const programmeId = programme.id;
  const write = (verb: string, type: string, input: Variables) =>
    keeper.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, { input });
  const short = texts.filter((text) => text.length <= 50 && text.trim() === text);
  for (const [index, name] of short.entries()) {
    await write("createLabel", "CreateLabelInput", { programmeId, name });
    if (index > 8) continue;
    await write("createStage", "CreateStageInput", { programmeId, name, kind: "ACTIVE" });
    await write("createWebhook", "CreateWebhookInput", { name, url: "https://127.0.0.1:1/" });
    await write("createToken", "CreateTokenInput", { name, scopes: ["READ"] });
  }
  for (const name of texts.filter((text) => text.length <= 100)) {
    await write("createView", "CreateViewInput", { programmeId, name, description: name });
  }
}

async function tellOfWork(owner: Client, leader: Client, programme: GivenProgramme): Promise<void> {
  for (const { task, words } of wordsOfCard(programme)) {
    const text = words.join("\n");
    const report = { done: text, percent: 50, obstacles: text };
    await moved(owner, task, "ACTIVE");
    await moved(owner, task, "SUBMITTED", { report });
    await moved(leader, task, "ACTIVE", { reason: text });
  }
}

async function moved(
  client: Client,
  task: GivenTask,
  to: "ACTIVE" | "SUBMITTED",
  options: Parameters<Client["move"]>[2] = {},
): Promise<void> {
  const { kind, message } = await client.move(task, to, options);
  if (kind !== "Task") throw new Error(`The card was not moved: ${message}`);
}
