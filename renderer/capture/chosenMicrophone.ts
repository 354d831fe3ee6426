import type { DevicesState } from './createDevices.ts';

/** The microphone that the person chose, while it is there; null: the system's choice. */
export function chosenMicrophone({ list, chosenId }: Pick<DevicesState, 'list' | 'chosenId'>): string | null {
  return list?.some(({ id }) => id === chosenId) ? chosenId : null;
}
