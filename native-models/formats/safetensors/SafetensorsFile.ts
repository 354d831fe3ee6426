import type { WeightFile } from '../WeightFile.ts';
import type { SafetensorsMetadata } from './SafetensorsMetadata.ts';

/** What `readSafetensors` gives: the free metadata, and where each tensor lies. */
export type SafetensorsFile = WeightFile<SafetensorsMetadata>;
