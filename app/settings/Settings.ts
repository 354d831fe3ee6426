import { OverlayStyle } from '../captions/overlay/OverlayStyle.ts';
import { OverlayWindow } from '../captions/overlay/OverlayWindow.ts';
import { z } from '../contract/zod.ts';
import { RetentionPolicy } from '../memory/RetentionPolicy.ts';
import { Sampling } from '../models/Sampling.ts';
import { MAX_SPEAKERS, SpeechModel } from '../models/SpeechModel.ts';
import { SpeechRole } from '../models/SpeechRole.ts';

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
  /** older turns that match a question are brought back before it is answered */
  recall: z.boolean().default(true),
  /** tokens that they may take */
  recallTokens: z.number().int().min(64).max(2_048).default(256),
  /** keys and values that left the live cache are kept, and those that fit a question are brought back */
  recallBlocks: z.boolean().default(false),
  /** tokens that they may take */
  recallBlockTokens: z.number().int().min(32).max(2_048).default(256),
  /** recall looks into the other conversations, too */
  rememberEverywhere: z.boolean().default(false),
  retention: RetentionPolicy.default('sinks'),
  /** what saved caches and archives may take on disk, in MiB; 0 keeps none */
  memoryDiskMegabytes: z.number().int().min(0).max(1_048_576).default(1_024),
  /** installed speech models that were chosen; Headwater's own, or none, for a role that is left out */
  speechModels: z.partialRecord(SpeechRole, SpeechModel.shape.id).default({}),
  /** the name of a voice of the system that reads messages aloud instead, in windows that have it */
  systemVoice: z.string().max(400).nullable().default(null),
  /** of the voice that speaks: which speaker, and how fast (1: as it was recorded) */
  voiceSpeaker: z.number().int().min(0).max(MAX_SPEAKERS).default(0),
  voiceSpeed: z.number().min(0.5).max(2).default(1),
  /** how captions look over other programs and in OBS */
  captionOverlay: OverlayStyle.prefault({}),
  /** the window on the desktop in which they do */
  captionWindow: OverlayWindow.prefault({}),
  /** what captions are spoken in, for a recogniser of several languages; null: it finds out */
  captionsLanguage: z.string().max(16).nullable().default(null),
  /** swear words are hidden in captions, where they are shown and where they are exported; what is stored stays */
  captionsMask: z.boolean().default(false),
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
  recall: Settings.shape.recall.unwrap(),
  recallTokens: Settings.shape.recallTokens.unwrap(),
  recallBlocks: Settings.shape.recallBlocks.unwrap(),
  recallBlockTokens: Settings.shape.recallBlockTokens.unwrap(),
  rememberEverywhere: Settings.shape.rememberEverywhere.unwrap(),
  retention: Settings.shape.retention.unwrap(),
  memoryDiskMegabytes: Settings.shape.memoryDiskMegabytes.unwrap(),
  speechModels: Settings.shape.speechModels.unwrap(),
  systemVoice: Settings.shape.systemVoice.unwrap(),
  voiceSpeaker: Settings.shape.voiceSpeaker.unwrap(),
  voiceSpeed: Settings.shape.voiceSpeed.unwrap(),
  captionOverlay: OverlayStyle,
  captionWindow: OverlayWindow,
  captionsLanguage: Settings.shape.captionsLanguage.unwrap(),
  captionsMask: Settings.shape.captionsMask.unwrap(),
  welcomed: Settings.shape.welcomed.unwrap(),
  window: Settings.shape.window.unwrap(),
}).partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;
