import { useStore } from 'zustand';
import type { Recording } from '../../app/captions/Recording.ts';
import { useApp } from '../useApp.ts';

/** The open recording, or null. */
export function useOpenRecording(): Recording | null {
  const { captions } = useApp();
  return useStore(captions.store, ({ openId, recordings }) => recordings?.find(({ id }) => id === openId) ?? null);
}
