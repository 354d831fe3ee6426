import { AppError } from '../../../app/contract/AppError.ts';
import type { DownloadLimits, DownloadRequest } from './DownloadRequest.ts';
import { fetchFollowing } from './fetchFollowing.ts';
import type { PartFile } from './PartFile.ts';

/** Reports are at least this far apart, in milliseconds. */
const REPORT_MS = 100;

/**
 * One request for what is missing of `part`; returns when the server has sent the rest. A server that ignores the
 * range, or has another version by now, sends the whole file and the part begins anew.
 */
export async function receivePart(
  request: DownloadRequest,
  limits: DownloadLimits,
  part: PartFile,
  onBytes: () => void,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  let timer = setTimeout(() => stop.abort(silent(limits.answerMs)), limits.answerMs);
  try {
    const response = await fetchFollowing(request.url, { ...request.headers, ...rangeHeaders(part) }, signal);
    if (!(await accept(response, request, part))) {
      await response.body?.cancel();
      return;
    }
    let reported = 0;
    onBytes();
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(silent(limits.stallMs)), limits.stallMs);
      await part.append(chunk);
      const now = Date.now();
      if (now - reported < REPORT_MS) continue;
      reported = now;
      onBytes();
    }
    onBytes();
    if (part.offset < request.size) throw new AppError('no-network', 'The connection was cut before the file was whole.');
  } catch (error) {
    throw stop.signal.aborted && !request.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function silent(milliseconds: number): AppError {
  return new AppError('no-network', `The server did not answer for ${Math.max(1, Math.round(milliseconds / 1_000))} s.`);
}

function rangeHeaders(part: PartFile): Record<string, string> {
  const identity = { 'accept-encoding': 'identity' };
  if (part.offset === 0) return identity;
  // A weak validator cannot guard a range (RFC 9110, 13.1.5); the sha256 at the end does.
  const strong = part.etag !== null && !part.etag.startsWith('W/');
  return { ...identity, range: `bytes=${part.offset}-`, ...(strong && { 'if-range': part.etag as string }) };
}

/** Makes `part` ready for the body of `response`; false when the part begins anew and another request is needed. */
async function accept(response: Response, request: DownloadRequest, part: PartFile): Promise<boolean> {
  const { status, headers } = response;
  if (status === 206) {
    if (headers.get('content-range') === `bytes ${part.offset}-${request.size - 1}/${request.size}`) return true;
  }
  if ((status === 206 || status === 416) && part.offset > 0) {
    await part.restart(null);
    return false;
  }
  if (status === 200) {
    const length = headers.get('content-length');
    if (length !== null && Number(length) !== request.size) {
      throw new AppError('checksum', 'The server has another file under this name (its size is not the expected one).');
    }
    await part.restart(headers.get('etag'));
    return true;
  }
  await response.body?.cancel();
  throw refusal(status);
}

function refusal(status: number): AppError {
  if (status === 401 || status === 403) {
    return new AppError('no-permission', `The server does not give the file without permission (HTTP ${status}).`);
  }
  if (status === 404 || status === 410) return new AppError('not-found', `The server does not have the file (HTTP ${status}).`);
  if (status === 408 || status === 429 || status >= 500) {
    return new AppError('no-network', `The server cannot give the file now (HTTP ${status}).`);
  }
  return new AppError('not-found', `The server gave an answer that is not the file (HTTP ${status}).`);
}
