import type { Client } from '../../../app/contract/Service.ts';
import { MAX_EMBEDDED_TEXT, MAX_EMBEDDED_TEXTS, type embeddingService } from '../../../app/contract/services/embedding.ts';
import type { EmbeddedTexts } from './EmbeddingModel.ts';

/**
 * Vectors of any number of texts, one at least, in calls of as many as the service takes. The calls come one after the
 * other, so that urgent texts of somebody else get in between.
 */
export async function embedTexts(
  client: Pick<Client<typeof embeddingService>, 'embed'>,
  texts: readonly string[],
  urgent: boolean,
): Promise<EmbeddedTexts> {
  const parts: Uint8Array[] = [];
  let dimensions = 0;
  for (let from = 0; from < texts.length; from += MAX_EMBEDDED_TEXTS) {
    const some = texts.slice(from, from + MAX_EMBEDDED_TEXTS).map((text) => text.slice(0, MAX_EMBEDDED_TEXT));
    const result = await client.embed({ texts: some, urgent });
    parts.push(result.vectors);
    dimensions = result.dimensions;
  }
  // Copied, for a part of a larger buffer may not lie at a multiple of four.
  return { vectors: new Float32Array(new Uint8Array(Buffer.concat(parts)).buffer), dimensions };
}
