import { AppError } from './AppError.ts';
import { describeIssues } from './describeIssues.ts';
import { runStream, type RunningStream } from './runStream.ts';
import type { Service } from './Service.ts';
import { MAX_OPEN_STREAMS, MAX_RUNNING_CALLS, type Answer, type Request } from './wire.ts';
import type { z } from './zod.ts';

/** Handlers without their types, as they are found by name. */
export type AnyHandlers = Readonly<Record<string, (params: unknown, signal?: AbortSignal) => unknown>>;
type CallRequest = Extract<Request, { t: 'call' }>;
type OpenRequest = Extract<Request, { t: 'open' }>;

interface Served {
  readonly service: Service;
  readonly handlers: AnyHandlers;
}

/** The end of a channel that answers requests: runs calls and streams of all services served on it. */
export class ServingEnd {
  readonly #post: (answer: Answer) => void;
  readonly #services = new Map<string, Served>();
  readonly #streams = new Map<number, { readonly served: Served; readonly stream: RunningStream }>();
  readonly #calls = new Set<number>();

  constructor(post: (answer: Answer) => void) {
    this.#post = post;
  }

  /** Adds a service; returns what removes it again. Its running streams then fail as `closed`. */
  serve(service: Service, handlers: AnyHandlers): () => void {
    if (this.#services.has(service.name)) throw new Error(`Service ${service.name} is served twice on one channel.`);
    const served = { service, handlers };
    this.#services.set(service.name, served);
    return () => {
      if (this.#services.get(service.name) !== served) return;
      this.#services.delete(service.name);
      for (const [id, running] of this.#streams) {
        if (running.served !== served) continue;
        running.stream.cancel();
        this.fail(id, new AppError('closed', 'This part of Headwater was stopped.'));
      }
    };
  }

  receive(request: Request): void {
    switch (request.t) {
      case 'call':
        void this.#call(request);
        break;
      case 'open':
        this.#open(request);
        break;
      // Credit and cancel may cross the end of their stream: an unknown id is no mistake.
      case 'credit':
        this.#streams.get(request.id)?.stream.grant(request.credits);
        break;
      case 'cancel':
        this.#streams.get(request.id)?.stream.cancel();
        break;
    }
  }

  /** Ends the call or stream `id` with an error, at the other end. */
  fail(id: number, error: unknown): void {
    this.#post({ t: 'error', id, error: AppError.toValue(error) });
  }

  /** The channel has closed: every producer is told to stop. */
  close(): void {
    for (const { stream } of this.#streams.values()) stream.cancel();
  }

  async #call(request: CallRequest): Promise<void> {
    const { id } = request;
    if (this.#isTaken(id)) return;
    if (this.#calls.size >= MAX_RUNNING_CALLS) return this.fail(id, tooMany('calls', MAX_RUNNING_CALLS));
    this.#calls.add(id);
    try {
      const { served, schema } = this.#find(request, 'calls');
      const params = parseParams(schema.params, request);
      const result = await served.handlers[request.method]!(params);
      this.#post({ t: 'result', id, value: parseOutput(schema.result, result, request) });
    } catch (error) {
      this.fail(id, error);
    } finally {
      this.#calls.delete(id);
    }
  }

  #open(request: OpenRequest): void {
    const { id } = request;
    if (this.#isTaken(id)) return;
    if (this.#streams.size >= MAX_OPEN_STREAMS) return this.fail(id, tooMany('streams', MAX_OPEN_STREAMS));
    try {
      const { served, schema } = this.#find(request, 'streams');
      const params = parseParams(schema.params, request);
      const source = (signal: AbortSignal) =>
        served.handlers[request.method]!(params, signal) as AsyncIterable<unknown>;
      const stream = runStream(source, request.credits, {
        item: (value) => this.#post({ t: 'item', id, value: parseOutput(schema.item, value, request) }),
        end: () => this.#post({ t: 'end', id }),
        fail: (error) => this.fail(id, error),
      });
      this.#streams.set(id, { served, stream });
      // A producer that does not stop when told keeps counting towards the limit.
      void stream.stopped.then(() => this.#streams.delete(id));
    } catch (error) {
      this.fail(id, error);
    }
  }

  /** An id in use is a mistake of the other end; answering it would end the one that has it by right. */
  #isTaken(id: number): boolean {
    return this.#calls.has(id) || this.#streams.has(id);
  }

  #find<K extends 'calls' | 'streams'>(request: CallRequest | OpenRequest, kind: K) {
    const served = this.#services.get(request.service);
    const methods: Service[K] | undefined = served?.service[kind];
    if (served === undefined || methods === undefined || !Object.hasOwn(methods, request.method)) {
      throw new AppError('not-found', `Nothing answers ${request.service}.${request.method} here.`);
    }
    return { served, schema: methods[request.method] as Service[K][string] };
  }
}

function parseParams(schema: z.ZodType, request: CallRequest | OpenRequest): unknown {
  const parsed = schema.safeParse(request.params);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-request', `${request.service}.${request.method}: ${describeIssues(parsed.error)}`);
}

function parseOutput(schema: z.ZodType, value: unknown, request: CallRequest | OpenRequest): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('internal', `${request.service}.${request.method} gave ${describeIssues(parsed.error)}`);
}

function tooMany(what: string, limit: number): AppError {
  return new AppError('busy', `More than ${limit} ${what} are open on one connection. Close some and try again.`);
}
