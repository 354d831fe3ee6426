import { createHmac } from 'node:crypto';

/** Path of the one question a host answers to a program without its token: is it the host of my home folder? */
export const INSTANCE_PATH = '/instance/';
/** Hexadecimal digits of the question. */
export const CHALLENGE_LENGTH = 32;

const CHALLENGE = /^[0-9a-f]{32}$/;

/** What only a holder of the token can answer, and what tells nothing about it; null for a malformed question. */
export function instanceProof(token: string, challenge: string): string | null {
  if (!CHALLENGE.test(challenge)) return null;
  return createHmac('sha256', token).update(`headwater instance ${challenge}`).digest('hex');
}
