import type { PrepareStatus } from '../../app/models/PrepareStatus.ts';

/** A message to be read aloud. */
export interface ReadMessage {
  readonly turnId: string;
  readonly text: string;
}

/** What the window knows of reading aloud. One message is read at a time. */
export interface ReaderState {
  /** null until the host has told it */
  readonly status: PrepareStatus | null;
  /** the message that is read, from the click on */
  readonly reading: ReadMessage | null;
  /** the message that waits for the person, who is asked whether to fetch the voice, and then for the voice */
  readonly asked: ReadMessage | null;
  /** why a message was not read, or not to its end */
  readonly problem: { readonly turnId: string; readonly message: string } | null;
}
