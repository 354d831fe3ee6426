/**
 * A transport-neutral, ordered, reliable pipe of structured-clone-able messages. Three carriers implement it: a
 * MessagePort (Electron, worker threads), a WebSocket (web host) and memory (tests), and a fourth the channel of a
 * child process.
 */
export interface Channel {
  /** Sends one message. A closed channel drops it: the other end already knows. */
  post(message: unknown): void;
  /** Sets the one receiver. Messages that arrived earlier are delivered to it first. */
  onMessage(receive: (message: unknown) => void): void;
  /** Called once, when either side has closed; immediately when that already happened. */
  onClose(closed: () => void): void;
  close(): void;
}
