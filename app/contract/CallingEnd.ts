import { AppError } from './AppError.ts';
import { ConsumedStream } from './ConsumedStream.ts';
import { describeIssues } from './describeIssues.ts';
import type { CallSchema, StreamSchema } from './Service.ts';
import type { Answer, Request } from './wire.ts';
import type { z } from './zod.ts';

/** Which method of which service. */
export interface Target {
  readonly service: string;
  readonly method: string;
}

interface PendingCall {
  readonly target: Target;
  readonly schema: CallSchema;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface OpenStream {
  readonly target: Target;
  readonly schema: StreamSchema;
  readonly stream: ConsumedStream;
}

/** The end of a channel that asks: holds the calls and streams of all clients connected on it. */
export class CallingEnd {
  readonly #post: (request: Request) => void;
  readonly #calls = new Map<number, PendingCall>();
  readonly #streams = new Map<number, OpenStream>();
  #nextId = 1;
  #closed = false;

  constructor(post: (request: Request) => void) {
    this.#post = post;
  }

  call(target: Target, schema: CallSchema, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw connectionClosed();
      const parsed = parseParams(schema.params, params, target);
      const id = this.#nextId++;
      this.#post({ t: 'call', id, ...target, params: parsed });
      this.#calls.set(id, { target, schema, resolve, reject });
    });
  }

  stream(target: Target, schema: StreamSchema, params: unknown, credits: number): ConsumedStream {
    const id = this.#nextId++;
    return new ConsumedStream(
      {
        open: (stream) => {
          if (this.#closed) throw connectionClosed();
          const parsed = parseParams(schema.params, params, target);
          this.#post({ t: 'open', id, ...target, params: parsed, credits });
          this.#streams.set(id, { target, schema, stream });
        },
        grant: (more) => {
          if (this.#streams.has(id)) this.#post({ t: 'credit', id, credits: more });
        },
        cancel: () => {
          if (this.#streams.delete(id)) this.#post({ t: 'cancel', id });
        },
      },
      credits,
    );
  }

  /** Answers to an unknown id belong to a stream that was cancelled meanwhile, and are dropped. */
  receive(answer: Answer): void {
    switch (answer.t) {
      case 'result':
        this.#result(answer.id, answer.value);
        break;
      case 'item':
        this.#item(answer.id, answer.value);
        break;
      case 'end':
        this.#takeStream(answer.id)?.finish();
        break;
      case 'error':
        this.#settleWithError(answer.id, AppError.fromValue(answer.error));
        break;
    }
  }

  /** What came for this id could not be read: whoever waits for it is told, and a stream's producer is stopped. */
  failMalformed(id: number, problem: string): void {
    if (this.#streams.has(id)) this.#post({ t: 'cancel', id });
    this.#settleWithError(id, badMessage(problem));
  }

  /** The channel has closed: calls are rejected, streams end with the same error after what is unread. */
  close(): void {
    this.#closed = true;
    for (const id of [...this.#calls.keys(), ...this.#streams.keys()]) this.#settleWithError(id, connectionClosed());
  }

  #result(id: number, value: unknown): void {
    const call = this.#calls.get(id);
    if (call === undefined) {
      if (this.#streams.has(id)) this.failMalformed(id, 'a stream was answered like a call');
      return;
    }
    const parsed = call.schema.result.safeParse(value);
    if (!parsed.success) return this.failMalformed(id, `${nameOf(call.target)}: ${describeIssues(parsed.error)}`);
    this.#calls.delete(id);
    call.resolve(parsed.data);
  }

  #item(id: number, value: unknown): void {
    const open = this.#streams.get(id);
    if (open === undefined) {
      if (this.#calls.has(id)) this.failMalformed(id, 'a call was answered like a stream');
      return;
    }
    const parsed = open.schema.item.safeParse(value);
    if (parsed.success) open.stream.take(parsed.data);
    else this.failMalformed(id, `${nameOf(open.target)}: ${describeIssues(parsed.error)}`);
  }

  #takeStream(id: number): ConsumedStream | undefined {
    const open = this.#streams.get(id);
    this.#streams.delete(id);
    return open?.stream;
  }

  #settleWithError(id: number, error: AppError): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    call?.reject(error);
    this.#takeStream(id)?.fail(error);
  }
}

const nameOf = (target: Target) => `${target.service}.${target.method}`;

function parseParams(schema: z.ZodType, params: unknown, target: Target): unknown {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-request', `${nameOf(target)}: ${describeIssues(parsed.error)}`);
}

function badMessage(problem: string): AppError {
  return new AppError('bad-message', `An answer could not be understood (${problem}). Nothing was lost; try again.`);
}

function connectionClosed(): AppError {
  return new AppError('closed', 'The connection was closed. What was saved is safe; it continues when it is back.');
}
