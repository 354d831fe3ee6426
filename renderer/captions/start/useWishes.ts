import { useState } from 'react';
import { SoundSource } from '../../../app/captions/Recording.ts';
import { z } from '../../../app/contract/zod.ts';

const KEY = 'headwater.captions';

const Wishes = z.object({
  source: SoundSource.catch('microphone'),
  keepSound: z.boolean().catch(false),
  remembered: z.boolean().catch(false),
  corrected: z.boolean().catch(false),
});
type Wishes = z.infer<typeof Wishes>;

/** What the person chose for a recording, as it was chosen last. At first nothing is kept that need not be. */
export function useWishes(): { wishes: Wishes; wish: (change: Partial<Wishes>) => void } {
  const [wishes, setWishes] = useState(read);
  const wish = (change: Partial<Wishes>): void => {
    const next = { ...wishes, ...change };
    setWishes(next);
    localStorage.setItem(KEY, JSON.stringify(next));
  };
  return { wishes, wish };
}

function read(): Wishes {
  try {
    return Wishes.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return Wishes.parse({});
  }
}
