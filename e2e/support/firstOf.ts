/** The first item of a stream that is wanted; the stream is left then. Throws when it ends before. */
export async function firstOf<T>(items: AsyncIterable<T>, isWanted: (item: T) => boolean): Promise<T> {
  for await (const item of items) if (isWanted(item)) return item;
  throw new Error('The stream ended before what was waited for.');
}
