/**
 * The few globals that every process of Headwater has (Node, Electron and the browser alike), declared here because
 * `app/` is compiled without the types of any of them. Nothing that does I/O belongs in this list.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const AbortController: { new (): AbortController };
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
