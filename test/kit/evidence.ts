import sharp from "sharp";
import type { Client } from "./client.js";
import type { Luoshi } from "./luoshi.js";

/** What the server answered to a piece of an upload. */
export interface UploadAnswer {
  status: number;
  headers: Headers;
  code: string | null;
  message: string | null;
  evidenceId: string | null;
}

/** A photo as a phone takes it: lying on its side, and with the place where it was taken. */
export function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 800, channels: 3, background: "#3366aa" } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "某手机" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "24/1 52/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "118/1 40/1 0/1",
      },
    })
    .toBuffer();
}

/** Speaks the tus protocol by hand, so that a test can stop half-way, lie and come back. */
export class Uploads {
  constructor(private readonly luoshi: Luoshi) {}

  /** Begins an upload. Its address is in the answer's `location`. */
  begin(client: Client | null, metadata: Record<string, string>, length: number): Promise<UploadAnswer> {
    const coded = Object.entries(metadata).map(
      ([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`,
    );
    const headers = { "upload-length": String(length), "upload-metadata": coded.join(",") };
    return this.send(client, "POST", "/evidence/uploads", headers);
  }

  piece(client: Client, place: string, offset: number, bytes: Uint8Array): Promise<UploadAnswer> {
    const type = "application/offset+octet-stream";
    return this.send(
      client,
      "PATCH",
      place,
      { "upload-offset": String(offset), "content-type": type },
      bytes,
    );
  }

  /** How much has come. */
  async offset(client: Client, place: string): Promise<number | null> {
    const { headers } = await this.send(client, "HEAD", place);
    const offset = headers.get("upload-offset");
    return offset === null ? null : Number(offset);
  }

  /** A whole file in one piece: what was answered to it, or to its beginning where that was refused. */
  async whole(client: Client, taskId: string, filename: string, bytes: Uint8Array): Promise<UploadAnswer> {
    const begun = await this.begin(client, { taskId, filename }, bytes.length);
    const place = begun.headers.get("location");
    return place ? this.piece(client, place, 0, bytes) : begun;
  }

  async send(
    client: Client | null,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Uint8Array,
  ): Promise<UploadAnswer> {
    const response = await (client ?? this.luoshi.stranger).fetch(path, {
      method,
      headers: { "tus-resumable": "1.0.0", "accept-language": "zh-CN", ...headers },
      ...(body && { body: Buffer.from(body) }),
    });
    const text = await response.text();
    const json = (text.startsWith("{") ? JSON.parse(text) : {}) as {
      evidenceId?: string;
      errors?: { message: string; extensions: { code: string } }[];
    };
    return {
      status: response.status,
      headers: response.headers,
      code: json.errors?.[0]?.extensions.code ?? null,
      message: json.errors?.[0]?.message ?? null,
      evidenceId: json.evidenceId ?? null,
    };
  }
}
