import { z } from '../contract/zod.ts';
import { Sampling } from '../models/Sampling.ts';

/** What a person can set. Every field has its default here and nowhere else. */
export const Settings = z.object({
  version: z.literal(1).default(1),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Enter sends and Shift+Enter breaks the line; false: Ctrl+Enter sends */
  enterSends: z.boolean().default(true),
  followAnswer: z.boolean().default(true),
  // Chosen among twelve by the share of simple questions that the default model answers rightly under it.
  systemPrompt: z.string().max(20_000).default('You are a helpful AI assistant named Headwater. You give short, correct answers.'),
  /** null: the settings of the model's own card */
  sampling: Sampling.nullable().default(null),
  maxAnswerTokens: z.number().int().min(16).max(8_192).default(1_024),
  contextSlots: z.number().int().min(256).max(32_768).default(2_048),
  /** 0: as many as the machine has physical cores */
  threads: z.number().int().min(0).max(256).default(0),
  /** a model file the person named instead of the default model */
  modelFile: z.string().max(4_096).nullable().default(null),
  /** the first-run page was read */
  welcomed: z.boolean().default(false),
  window: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), maximized: z.boolean() })
    .nullable()
    .default(null),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsPatch = z.object({
  theme: Settings.shape.theme.unwrap(),
  enterSends: Settings.shape.enterSends.unwrap(),
  followAnswer: Settings.shape.followAnswer.unwrap(),
  systemPrompt: Settings.shape.systemPrompt.unwrap(),
  sampling: Settings.shape.sampling.unwrap(),
  maxAnswerTokens: Settings.shape.maxAnswerTokens.unwrap(),
  contextSlots: Settings.shape.contextSlots.unwrap(),
  threads: Settings.shape.threads.unwrap(),
  modelFile: Settings.shape.modelFile.unwrap(),
  welcomed: Settings.shape.welcomed.unwrap(),
  window: Settings.shape.window.unwrap(),
}).partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;
