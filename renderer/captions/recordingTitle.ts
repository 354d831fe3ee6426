import type { Recording } from '../../app/captions/Recording.ts';

/** What a recording is called; one that nobody named, by its hour. */
export function recordingTitle({ title, createdAt }: Pick<Recording, 'title' | 'createdAt'>): string {
  if (title !== '') return title;
  return `Recording at ${new Date(createdAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`;
}
