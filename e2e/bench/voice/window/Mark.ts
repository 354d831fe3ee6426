/** What the processes behind a conversation told, and when, in virtual milliseconds. */
export type Mark =
  /** voice activity: speech that began and stopped, by its own account */
  | { readonly kind: 'voice began' | 'voice stopped'; readonly at: number; readonly soundMs: number }
  | { readonly kind: 'words'; readonly at: number; readonly text: string; readonly isFinal: boolean }
  /** the engine: an answer was asked for, the `number`-th; its prompt was read, and it goes on with a text */
  | { readonly kind: 'asked' | 'read'; readonly at: number; readonly number: number }
  | { readonly kind: 'text'; readonly at: number; readonly number: number; readonly text: string }
  /** the voice: a chunk was asked for, its sound was there */
  | { readonly kind: 'say' | 'sound'; readonly at: number };
