// A program and a moment of its run as the part of an address behind the `#`, and back.
//
// The form is that of `lab::link`: `v1.CURSOR.DATA`, where DATA is the scenario's text in UTF-8, as raw
// DEFLATE, in base64url. The browser compresses. Everything that comes in may be hostile: it is
// measured before and while it is unpacked, and whatever is wrong is said in a sentence.

const VERSION = "v1";
const LINK_BYTES_MAX = 32 * 1024;
const TEXT_BYTES_MAX = 256 * 1024;

/** What is wrong with a link, or why there can be none; the message is for people. */
export class LinkError extends Error {}

const tooLong = () => new LinkError("The program is too long for a link. Save it as a file instead.");
const damaged = () =>
  new LinkError("This link is damaged: a part of it is missing or was changed. Copy it again.");

/** The text behind the `#`. Without a cursor the link means the end of the run. */
export async function encode(text, cursor) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > TEXT_BYTES_MAX) throw tooLong();
  const packed = await through(new CompressionStream("deflate-raw"), bytes, Infinity);
  const data = btoa(String.fromCharCode(...packed));
  const link = `${VERSION}.${cursor ?? ""}.${data.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
  if (link.length > LINK_BYTES_MAX) throw tooLong();
  return link;
}

/** Whether a `location.hash` means to be a link to a program. */
export const isLink = (hash) => /^#v\d+\./.test(hash);

/** The scenario's text and the cursor (undefined for the end) of a `location.hash`. */
export async function decode(hash) {
  const link = hash.replace(/^#/, "");
  if (link.length > LINK_BYTES_MAX) throw tooLong();
  const [version, number, data, ...more] = link.split(".");
  if (version !== VERSION) {
    throw new LinkError(`This link has the form “${version.slice(0, 9)}”, which only a later version can read.`);
  }
  if (data === undefined || more.length > 0 || !/^\d{0,10}$/.test(number)) throw damaged();
  if (!/^[\w-]+$/.test(data) || Number(number) > 0xffffffff) throw damaged();
  try {
    const letters = atob(data.replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const bytes = await through(new DecompressionStream("deflate-raw"), packed, TEXT_BYTES_MAX);
    const scenario = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { scenario, cursor: number === "" ? undefined : Number(number) };
  } catch (error) {
    throw error instanceof LinkError ? error : damaged();
  }
}

/** `bytes` sent through a stream; an error as soon as more than `most` come out. */
async function through(stream, bytes, most) {
  const writer = stream.writable.getWriter();
  // What goes wrong in writing is told by the reader as well.
  writer.write(bytes).then(() => writer.close()).catch(() => {});
  const reader = stream.readable.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      throw tooLong();
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
