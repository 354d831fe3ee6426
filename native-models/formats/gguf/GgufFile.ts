import type { WeightFile } from '../WeightFile.ts';
import type { GgufMetadata } from './GgufMetadata.ts';

/** What `readGguf` gives: metadata, and where each tensor lies. */
export type GgufFile = WeightFile<GgufMetadata>;
