/** The bytes of a file from one place on; fewer than `length` at its end. */
export async function fileBytes(file: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
}
