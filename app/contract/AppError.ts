import { z } from './zod.ts';

/**
 * What may go wrong, by name. A window chooses what to offer (retry, another file, free space) by the code alone;
 * `message` is one sentence for the person: what happened, what is safe, what to do.
 */
export const ErrorCode = z.enum([
  'bad-message',
  'bad-request',
  'bad-file',
  'unsupported',
  'not-found',
  'busy',
  'cancelled',
  'closed',
  'crashed',
  'disk-full',
  'no-permission',
  'no-network',
  'no-model',
  'checksum',
  'out-of-memory',
  'too-large',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

const MAX_MESSAGE = 4_000;

/** An error as it crosses a channel: a value, never a thrown string. */
export const ErrorValue = z.object({
  code: ErrorCode,
  message: z.string().max(MAX_MESSAGE),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
});
export type ErrorValue = z.infer<typeof ErrorValue>;

/** The one error class that crosses processes. Throw it with a code; anything else arrives as `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorValue['details'];

  constructor(code: ErrorCode, message: string, details: ErrorValue['details'] = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  /** The value that crosses the channel for anything that was thrown. */
  static toValue(error: unknown): ErrorValue {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, MAX_MESSAGE);
    if (error instanceof AppError) return { code: error.code, message, details: error.details };
    return { code: 'internal', message, details: {} };
  }

  static fromValue(value: ErrorValue): AppError {
    return new AppError(value.code, value.message, value.details);
  }
}
