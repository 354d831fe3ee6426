/** The small files of a folder as hubs publish it, read and parsed; their content is still to be judged. */
export interface HubFolder {
  readonly directory: string;
  /** absolute paths of the files that were read */
  readonly files: readonly string[];
  readonly config: unknown;
  /** null when the folder has none */
  readonly generationConfig: unknown;
  readonly tokenizer: unknown;
  readonly chatTemplate: string;
  /** `add_bos_token` of tokenizer_config.json */
  readonly addsBeginToken: boolean;
}
