/**
 * What a chat template, which comes with the weights and is not trusted, may take. Templates see placeholders instead
 * of messages, so the length of messages does not count. What no limit sees (a single step inside the library) is ended
 * by the clock, and V8 makes no text longer than 512 Mi characters.
 */
export const chatTemplateLimits = {
  /** UTF-16 units of the source; the longest in use have about 30,000 */
  sourceLength: 256 * 1024,
  messages: 20_000,
  /** expressions and statements evaluated; a message takes some hundred in long templates */
  steps: { base: 50_000, perMessage: 5_000 },
  /** characters and list items made altogether */
  amount: { base: 16 << 20, perMessage: 16 << 10 },
  /** characters and items of one value when it is written out, the output included */
  valueSize: 8 << 20,
  /** numbers a `range` gives: templates count messages with it */
  rangeLength: 20_000,
  milliseconds: 10_000,
} as const;
