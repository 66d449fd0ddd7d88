import { afterEach, describe, expect, it, vi } from "vitest";
import { client } from "../../web/api/client";
import { useFreshQuery } from "../../web/composables/useFreshQuery";
import { useProgrammeChanges } from "../../web/features/programmes/useProgrammeChanges";
import { Board_LoadDocument, Project_LoadDocument } from "../../web/gql/graphql";
import { givenBoard, givenProject, givenTask } from "./given-board";
import { givenPageServer, onPage } from "./page-server";

afterEach(() => vi.unstubAllGlobals());

const boardAt = (revision: number, stage = "pending") =>
  givenBoard([givenProject("1", [givenTask("a", { stage, version: revision })])], revision);

const noNotice = {
  category: null,
  content: "",
  progressText: "",
  remarks: null,
  assistingOffices: [],
};

function openBoard() {
  return onPage(() => {
    const page = useFreshQuery(Board_LoadDocument, () => ({ programmeId: "programme" }));
    useProgrammeChanges(page);
    return page;
  });
}

type Page = ReturnType<typeof openBoard>["result"];
const stageOnPage = (page: Page) => page.data.value?.board.projects[0]?.tasks[0]?.stage.id;
const revisions = (followed: object[]) =>
  followed.map((variables) => (variables as { sinceRevision: number }).sinceRevision);

describe("A board", () => {
  it("is followed from the revision at which the server answered it", async () => {
    const server = givenPageServer({ Board_Load: () => boardAt(7) });
    const { leave } = openBoard();
    await vi.waitFor(() => expect(revisions(server.followed)).toEqual([7]));
    leave();
  });

  it("come back to is shown from the cache at once, read again, and followed from that answer only", async () => {
    let read: () => unknown = () => boardAt(7);
    let arrive: (board: object) => void = () => {};
    const elsewhere = { ...givenProject("2", []), programme: { ...boardAt(9).board.programme, stages: [] } };
    const server = givenPageServer({
      Board_Load: () => read(),
      Project_Load: () => ({ project: { ...elsewhere, ...noNotice } }),
    });
    const first = openBoard();
    await vi.waitFor(() => expect(revisions(server.followed)).toEqual([7]));
    first.leave();

    // While nobody follows, the card moves, and another page reads the programme at a revision later than this board's.
    read = () => new Promise((resolve) => (arrive = resolve));
    const { result: page, leave } = openBoard();
    expect(stageOnPage(page)).toBe("pending");
    await vi.waitFor(() => expect(server.asked).toHaveLength(2));
    await client.value.query(Project_LoadDocument, { id: "2" }).toPromise();
    expect(revisions(server.followed)).toEqual([7]);

    arrive(boardAt(8, "active"));
    await vi.waitFor(() => expect(revisions(server.followed)).toEqual([7, 8]));
    expect(stageOnPage(page)).toBe("active");
    leave();
  });

  it("whose log ends before what was seen, as after a restore, is read again and followed from there", async () => {
    let board = boardAt(9, "active");
    const server = givenPageServer({ Board_Load: () => board });
    const { result: page, leave } = openBoard();
    await vi.waitFor(() => expect(revisions(server.followed)).toEqual([9]));
    board = boardAt(4);
    server.refuseToFollow("BAD_USER_INPUT");
    await vi.waitFor(() => expect(revisions(server.followed)).toEqual([9, 4]), 5000);
    expect(stageOnPage(page)).toBe("pending");
    leave();
  });

  it("that cannot be read again stays as it was, and is tried again", async () => {
    let reading: () => unknown = () => boardAt(7);
    const server = givenPageServer({ Board_Load: () => reading() });
    const { result: page, leave } = openBoard();
    await vi.waitFor(() => expect(stageOnPage(page)).toBe("pending"));
    reading = () => Promise.reject(new TypeError("Failed to fetch"));
    page.reload();
    await vi.waitFor(() => expect(page.error.value?.networkError).toBeDefined());
    expect(stageOnPage(page)).toBe("pending");
    reading = () => boardAt(8, "active");
    await vi.waitFor(() => expect(stageOnPage(page)).toBe("active"), 5000);
    expect(revisions(server.followed)).toEqual([7]);
    leave();
  });
});
