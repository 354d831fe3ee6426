import type { z } from './zod.ts';

/** A call: parameters in, one result out. */
export interface CallSchema {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
}

/** A stream: parameters in, items out until it ends, fails, or the consumer cancels. */
export interface StreamSchema {
  readonly params: z.ZodType;
  readonly item: z.ZodType;
}

/** A service is declared once, as schemas; the types of both ends are inferred from them. */
export interface Service {
  readonly name: string;
  readonly calls: Readonly<Record<string, CallSchema>>;
  readonly streams: Readonly<Record<string, StreamSchema>>;
}

/** Declares a service, keeping the literal types of its schemas. */
export function defineService<const S extends Service>(service: S): S {
  return service;
}

/**
 * What implements a service. A stream is an async iterable that is pulled only while the consumer has granted credit,
 * so a slow consumer stops its producer; `signal` aborts when the consumer cancels or the channel closes.
 */
export type Handlers<S extends Service> = {
  readonly [K in keyof S['calls']]: (
    params: z.output<S['calls'][K]['params']>,
  ) => Promise<z.input<S['calls'][K]['result']>> | z.input<S['calls'][K]['result']>;
} & {
  readonly [K in keyof S['streams']]: (
    params: z.output<S['streams'][K]['params']>,
    signal: AbortSignal,
  ) => AsyncIterable<z.input<S['streams'][K]['item']>>;
};

/** What a consumer of the service holds. Leaving a `for await` over a stream cancels it at the producer. */
export type Client<S extends Service> = {
  readonly [K in keyof S['calls']]: (
    params: z.input<S['calls'][K]['params']>,
  ) => Promise<z.output<S['calls'][K]['result']>>;
} & {
  readonly [K in keyof S['streams']]: (
    params: z.input<S['streams'][K]['params']>,
  ) => AsyncIterableIterator<z.output<S['streams'][K]['item']>>;
};
