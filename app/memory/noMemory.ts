import type { AnswerMemory } from '../contract/services/engine.ts';

/** Nothing recalled and nothing pinned: an answer from the live cache alone. */
export const noMemory: AnswerMemory = { pinned: [], facts: [], recalled: [], recalledTokens: 0 };
