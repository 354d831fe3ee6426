/** The `__metadata__` entry of a safetensors header, all shards together: free text by name. */
export type SafetensorsMetadata = ReadonlyMap<string, string>;
