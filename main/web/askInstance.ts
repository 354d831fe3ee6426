import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { CHALLENGE_LENGTH, INSTANCE_PATH, instanceProof } from './instanceProof.ts';
import { sameToken } from './sameToken.ts';
import type { WebSettings } from './webSettings.ts';

/** A host on the loopback address that has not answered by then is busy or none. */
const ANSWER_LIMIT_MS = 2_000;
const PROOF_LENGTH = 64;

/**
 * Whether the host of these settings listens at their port. It proves that it has the token; the token itself is not
 * sent, since some other program may have the port now.
 */
export function askInstance({ port, token }: WebSettings): Promise<boolean> {
  if (port === null) return Promise.resolve(false);
  const challenge = randomBytes(CHALLENGE_LENGTH / 2).toString('hex');
  const path = INSTANCE_PATH + challenge;
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, timeout: ANSWER_LIMIT_MS, agent: false }, (response) => {
      let proof = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        proof += chunk;
        if (proof.length > PROOF_LENGTH) asked.destroy();
      });
      response.on('end', () => resolve(sameToken(proof, instanceProof(token, challenge) ?? '')));
      response.on('close', () => resolve(false));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
